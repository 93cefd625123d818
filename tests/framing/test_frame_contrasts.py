from analysis.framing.frame_contrasts import frame_tests
from framing_sample import written

from analysis.corpus import Codebook, Frame
from analysis.framing import code_frames

BOOK = Codebook(
    frames={
        "stripes": Frame("stripes", "Is there a zebra?", ("zebra*",)),
        "storm": Frame("storm", "Is there a storm?", ("storm*",)),
        "silent": Frame("silent", "No cues?", ()),
    }
)


def test_frames_are_tested_from_four_articles_each():
    different = written({"Fox": 11, "Gull": 12, "Owl": 3}, extra={"Fox": ["zebra"] * 4})
    evidence = code_frames(*different, codebook=BOOK).evidence
    found = frame_tests(*different, evidence, codebook=BOOK).set_index(["frame", "first", "second"])
    assert found.index.get_level_values("frame").unique().tolist() == ["stripes", "storm"]
    planted = found.loc[("stripes", "Fox", "Gull")]
    assert planted["p_all"] <= 0.05
    assert planted["share_second"] == 0.0
    assert planted["reason"] == "No interval of the difference: no sentence of Gull holds one."
    alike = found.loc[("storm", "Fox", "Gull")]
    assert alike["p"] > 0.05
    assert alike["low"] < alike["difference"] < alike["high"]
    assert alike.isna()["reason"]
    refused = found.loc[("storm", "Fox", "Owl")]
    assert refused[["p", "p_all"]].isna().all()
    assert "one more from Owl" in refused["reason"]
