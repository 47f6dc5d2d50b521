using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>A piece of a line that is written in one ink.</summary>
internal readonly record struct CodePiece(int Start, int Length, Ink Ink);

/// <summary>A line of C, cut where its ink changes: comments, strings, preprocessor lines, keywords and types, the rest.</summary>
internal sealed record CodeLine(string Text, ImmutableArray<CodePiece> Pieces)
{
    private static readonly string[] Words =
    [
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if",
        "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union",
        "unsigned", "void", "volatile", "while", "bool", "true", "false", "NULL",
    ];

    /// <summary>The lines of a program.</summary>
    public static CodeLine[] Of(string program)
    {
        string[] texts = program.TrimEnd('\n').Split('\n');
        var lines = new CodeLine[texts.Length];
        bool comment = false;
        for (int line = 0; line < texts.Length; line++)
            lines[line] = Line(texts[line].Replace("\t", "    ", StringComparison.Ordinal), ref comment);
        return lines;
    }

    private static CodeLine Line(string text, ref bool comment)
    {
        var pieces = ImmutableArray.CreateBuilder<CodePiece>();
        for (int start = 0; start < text.Length;)
        {
            (int end, Ink ink) = Piece(text, start, ref comment);
            pieces.Add(new CodePiece(start, end - start, ink));
            start = end;
        }
        return new CodeLine(text, pieces.ToImmutable());
    }

    private static (int End, Ink Ink) Piece(string text, int start, ref bool comment)
    {
        char first = text[start];
        if (comment || At(text, start, "/*"))
        {
            int close = text.IndexOf("*/", comment ? start : start + 2, StringComparison.Ordinal);
            comment = close < 0;
            return (close < 0 ? text.Length : close + 2, Ink.Dim);
        }
        if (At(text, start, "//"))
            return (text.Length, Ink.Dim);
        if (first is '"' or '\'')
            return (EndOfLiteral(text, start), Ink.Good);
        if (first == '#' && text.AsSpan(0, start).IsWhiteSpace())
            return (EndOfWord(text, start + 1), Ink.Warning);
        if (!IsOfWord(first))
        {
            int end = start + 1;
            while (end < text.Length && !IsOfWord(text[end]) && text[end] is not ('"' or '\'' or '/' or '#'))
                end++;
            return (end, Ink.Plain);
        }
        int after = EndOfWord(text, start);
        string word = text[start..after];
        bool known = Array.IndexOf(Words, word) >= 0 || word.EndsWith("_t", StringComparison.Ordinal);
        return (after, known ? Ink.Accent : char.IsAsciiDigit(first) ? Ink.Good : Ink.Plain);
    }

    private static bool At(string text, int start, string what) => string.CompareOrdinal(text, start, what, 0, what.Length) == 0;

    private static int EndOfLiteral(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && text[end] != text[start])
            end += text[end] == '\\' ? 2 : 1;
        return Math.Min(end + 1, text.Length);
    }

    private static int EndOfWord(string text, int start)
    {
        while (start < text.Length && IsOfWord(text[start]))
            start++;
        return start;
    }

    private static bool IsOfWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
