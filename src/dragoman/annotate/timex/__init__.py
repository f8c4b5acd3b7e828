"""Time expressions: found by `lexer` and `grammar`, valued by `tense` and `normalise`, dated by `record`."""
