"""What a search means: pure values and functions, with no web framework, no engine and no input or output."""
