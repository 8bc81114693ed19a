NUL = "\0"


def nul_free(vals):
    """Of values to write, those texts that hold a NUL character, without it: PostgreSQL can't store one."""
    return {name: value.replace(NUL, "") for name, value in vals.items() if isinstance(value, str) and NUL in value}
