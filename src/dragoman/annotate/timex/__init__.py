"""Time expressions: ``lexer`` and ``grammar`` find them, ``tense`` and ``normalise`` give them values on the ``calendar``."""
