"""Compares what was found with what is expected, name by name."""
import math


def faults(found, expected, tolerance, path=""):
    """Sentences about every expected value that is missing or differs."""
    if isinstance(tolerance.get(path.rsplit(".", 1)[-1]), dict):
        tolerance = tolerance[path.rsplit(".", 1)[-1]]
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            return [f"{path}: not printed"]
        problems = []
        for name, value in expected.items():
            inner = f"{path}.{name}" if path else name
            if name not in found:
                problems.append(f"{inner}: not printed (expected {str(value)[:60]})")
            else:
                problems += faults(found[name], value, tolerance, inner)
        return problems
    if isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            return [f"{path}: found {str(found)[:80]}, expected {str(expected)[:80]}"]
        if all(isinstance(item, str) for item in expected) and sorted(found) == sorted(expected):
            return []
        return [p for i, (a, b) in enumerate(zip(found, expected)) for p in faults(a, b, tolerance, f"{path}[{i}]")]
    if isinstance(expected, bool) or isinstance(expected, str) or expected is None:
        return [] if found == expected else [f"{path}: found {found!r}, expected {expected!r}"]
    if not isinstance(found, (int, float)) or not math.isfinite(found):
        return [f"{path}: found {found!r}, expected {expected!r}"]
    room = max(tolerance.get("absolute", 0), tolerance.get("relative", 0) * abs(expected))
    if abs(found - expected) <= room:
        return []
    return [f"{path}: found {found!r}, expected {expected!r}"]
