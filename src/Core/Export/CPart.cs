namespace Sandbox.Core.Export;

/// <summary>One part of a C program: its text, and what it needs to be included.</summary>
/// <param name="Headers">The headers that the text needs, with blanks in between: <c>signal.h sys/mman.h</c>.</param>
/// <param name="Code">The text, without a line end after its last line; empty for a part that is not wanted.</param>
internal sealed record CPart(string Headers, string Code);
