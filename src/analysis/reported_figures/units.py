"""Units of measurement and money: every spelling news uses, to one name.

Names are plural English words (`years`, `kilometres`), `percent`, or ISO 4217 codes for money.
"""

from types import MappingProxyType

from analysis.reported_figures.lexicon import listed


def _table(text: str) -> dict[str, str]:
    """Lines of `name: spelling, spelling` as spelling -> name."""
    spellings = {}
    for line in text.strip().splitlines():
        name, _, listed = line.strip().partition(": ")
        for spelling in listed.split(", "):
            spellings[spelling] = name
    return spellings


# Prefixed or suffixed, case-sensitive. A dollar sign alone is read as the US dollar. "PS" and "Y=" are how databases
# of news and wire services without other letters write pounds and yen.
CURRENCY_SIGNS = MappingProxyType(
    _table("""
USD: $, US$, U.S.$, USD, $US
EUR: €, EUR
GBP: £, GBP, PS
JPY: ¥, JPY, Y=
CNY: CNY, RMB, CN¥
INR: ₹, Rs, Rs., INR
AUD: A$, AU$, AUD
CAD: C$, CA$, CAD
HKD: HK$, HKD
NZD: NZ$, NZD
SGD: S$, SGD
MYR: RM, MYR
CHF: CHF, SFr
SEK: SEK
NOK: NOK
DKK: DKK
RUB: ₽, RUB
UAH: ₴, UAH
PLN: PLN
CZK: CZK
HUF: HUF
TRY: ₺, TRY, TL
ILS: ₪, NIS, ILS
KRW: ₩, KRW
BRL: R$, BRL
MXN: MXN
ZAR: ZAR
NGN: ₦, NGN
KES: KSh, KES
GHS: GHS
EGP: EGP
AED: AED
SAR: SAR
PHP: ₱, PHP
IDR: IDR, Rp
THB: ฿, THB
VND: ₫, VND
PKR: PKR
BDT: BDT
TWD: NT$, TWD
BYN: BYN
""")
)
_AFTER = _table("""
percent: %, percent, pct, percentage
percentage points: pp, ppt
basis points: bp, bps, bips
years: year, years, yr, yrs
months: month, months, mo
weeks: week, weeks, wk, wks
days: day, days
hours: hour, hours, hr, hrs
minutes: minute, minutes, min, mins
seconds: second, seconds, sec, secs
milliseconds: millisecond, milliseconds, ms
decades: decade, decades
centuries: century, centuries
nights: night, nights
kilometres: kilometre, kilometres, kilometer, kilometers, km, kms
metres: metre, metres, meter, meters, m
centimetres: centimetre, centimetres, centimeter, centimeters, cm
millimetres: millimetre, millimetres, millimeter, millimeters, mm
micrometres: micrometre, micrometres, micron, microns, μm, µm
nanometres: nanometre, nanometres, nanometer, nanometers, nm
miles: mile, miles, mi
yards: yard, yards, yd, yds
feet: foot, feet, ft
inches: inch, inches
kilograms: kilogram, kilograms, kilo, kilos, kg, kgs
grams: gram, grams, gramme, grammes
milligrams: milligram, milligrams, mg
tonnes: tonne, tonnes
tons: ton, tons
pounds: lb, lbs, pound, pounds
ounces: ounce, ounces, oz
stone: stone
litres: litre, litres, liter, liters
millilitres: millilitre, millilitres, milliliter, milliliters, ml
gallons: gallon, gallons
barrels: barrel, barrels, bbl
pints: pint, pints
hectares: hectare, hectares, ha
acres: acre, acres
degrees: degree, degrees, °, º
degrees Celsius: celsius, °c, ºc
degrees Fahrenheit: fahrenheit, °f, ºf
miles per hour: mph
kilometres per hour: kph, kmh
miles per gallon: mpg
knots: knot, knots
points: point, points
horsepower: horsepower, hp, bhp
watts: watt, watts
kilowatts: kilowatt, kilowatts, kw
megawatts: megawatt, megawatts, mw
gigawatts: gigawatt, gigawatts, gw
kilowatt hours: kwh
megawatt hours: mwh
gigawatt hours: gwh
volts: volt, volts
hertz: hertz, hz
kilohertz: khz
megahertz: mhz
gigahertz: ghz
decibels: decibel, decibels, db
megapascals: mpa
newton metres: nm
milliampere hours: mah
bytes: byte, bytes
kilobytes: kilobyte, kilobytes, kb
megabytes: megabyte, megabytes, mb
gigabytes: gigabyte, gigabytes, gb
terabytes: terabyte, terabytes, tb
calories: calorie, calories, kcal
revolutions per minute: rpm
parts per million: ppm
USD: dollar, dollars, bucks
US cents: cent, cents, ¢
EUR: euro, euros
GBP: quid
pence: pence, penny, p
JPY: yen
CNY: yuan, renminbi
INR: rupee, rupees
RUB: rouble, roubles, ruble, rubles
UAH: hryvnia, hryvnias
CHF: franc, francs
KRW: won
TRY: lira
PLN: zloty, zlotys
pesos: peso, pesos
MYR: ringgit
sen: sen
ZAR: rand
SEK: krona, kronor
NOK: krone, kroner
ILS: shekel, shekels
BRL: real, reais
IDR: rupiah
THB: baht
AED: dirham, dirhams
crowns: crown, crowns, koruna, koruny
dinars: dinar, dinars
riyals: riyal, riyals
forints: forint, forints
lei: leu, lei
""")
UNIT_WORDS = MappingProxyType(_AFTER)
# Spellings of two or three tokens, longest first when tried.
UNIT_PHRASES = MappingProxyType(
    {
        ("per", "cent"): "percent",
        ("percentage", "point"): "percentage points",
        ("percentage", "points"): "percentage points",
        ("basis", "point"): "basis points",
        ("basis", "points"): "basis points",
        ("per", "cents"): "percent",
        ("degrees", "celsius"): "degrees Celsius",
        ("degrees", "fahrenheit"): "degrees Fahrenheit",
        ("degree", "celsius"): "degrees Celsius",
        ("degree", "fahrenheit"): "degrees Fahrenheit",
        ("°", "c"): "degrees Celsius",
        ("°", "f"): "degrees Fahrenheit",
        ("º", "c"): "degrees Celsius",
        ("sq", "ft"): "square feet",
        ("sq", "m"): "square metres",
        ("sq", "km"): "square kilometres",
        ("square", "feet"): "square feet",
        ("square", "foot"): "square feet",
        ("square", "metres"): "square metres",
        ("square", "meters"): "square metres",
        ("square", "miles"): "square miles",
        ("square", "mile"): "square miles",
        ("square", "kilometres"): "square kilometres",
        ("square", "kilometers"): "square kilometres",
        ("cubic", "metres"): "cubic metres",
        ("cubic", "meters"): "cubic metres",
        ("cubic", "feet"): "cubic feet",
        ("km", "²"): "square kilometres",
        ("m", "²"): "square metres",
        ("km", "/", "h"): "kilometres per hour",
        ("miles", "per", "hour"): "miles per hour",
        ("miles", "an", "hour"): "miles per hour",
        ("kilometres", "per", "hour"): "kilometres per hour",
        ("kilometers", "per", "hour"): "kilometres per hour",
        ("parts", "per", "million"): "parts per million",
        ("us", "dollars"): "USD",
        ("u.s.", "dollars"): "USD",
        ("american", "dollars"): "USD",
        ("canadian", "dollars"): "CAD",
        ("australian", "dollars"): "AUD",
        ("pounds", "sterling"): "GBP",
        ("swiss", "francs"): "CHF",
        ("hong", "kong", "dollars"): "HKD",
    }
)
# One or two letters that are a unit only when they touch the number ("30m", "5W") or follow with one space ("5 W").
LETTER_UNITS = MappingProxyType(
    {
        "W": "watts", "V": "volts", "A": "amperes", "C": "degrees Celsius", "F": "degrees Fahrenheit", "K": "kelvin",
        "J": "joules", "N": "newtons", "g": "grams", "l": "litres", "L": "litres", "h": "hours",
        "T": "tonnes", "t": "tonnes", "p": "pence", "in": "inches", "c": "US cents", "X": "times", "x": "times",
    }
)  # fmt: skip
CLOCKS = listed("milliseconds seconds minutes hours days nights weeks months years decades centuries")
MONEY = (
    frozenset(CURRENCY_SIGNS.values())
    | frozenset(name for name in _AFTER.values() if len(name) == 3 and name.isupper())
    | {"US cents", "pence", "sen", "crowns", "pesos", "dinars", "riyals", "forints", "lei"}
)
