from pathlib import Path


def written(folder: Path):
    return []
