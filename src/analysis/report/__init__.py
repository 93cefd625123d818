"""Shows results in notebooks, executes the notebooks, and renders them as pages that anyone can read."""
