using Sandbox.Tui.Terminal;

namespace Sandbox.Fuzz;

/// <summary>What a terminal sends: keys, pastes, reports of the mouse, answers.</summary>
internal static class TerminalTargets
{
    private static readonly string[] Sequences =
    [
        "q", "\e", "\e[A", "\e[1;5A", "\eOP", "\e[15~", "\e[5~", "\e[Z", "\t", "\r", "\x7f", "\e[200~paste q\e[201~", "漢", "\e[<0;5;5M", "\e[<64;10;3m", "\e[M !!", "\e[0n", "\e[?1;2c", "\e]11;rgb:0000/0000/0000\a", "\eP1$r0m\e\\", "\e[27u",
        "\e[97;5u", "\e[1;2P", "\ex", "\e\e[B", "\x1c", "\0", "\x80", "e\u0301", "\e_x\e\\", "\e[27;5;9~",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("keys", "what a terminal sends", Keys)
        {
            Seeds = () => [.. Target.Texts(Sequences), .. Target.Texts(string.Concat(Sequences))],
            Words = () => Sequences,
            Longest = 2 << 10,
        },
    ];

    private static void Keys(byte[] bytes)
    {
        List<TerminalEvent> whole = [], cut = [], rest = [];
        KeyReader reader = new();
        reader.Feed(bytes, whole);
        bool waits = reader.PatienceMs is not null;
        // However a line cuts it, it means the same.
        KeyReader other = new();
        int half = bytes.Length / 2;
        other.Feed(bytes.AsSpan(0, half), cut);
        other.Feed(bytes.AsSpan(half), cut);
        reader.GiveUp(rest);
        if (!whole.SequenceEqual(cut) || waits != other.PatienceMs is not null)
            throw new FindingException($"{whole.Count} events, and {cut.Count} where it comes in two pieces");
        if (reader.PatienceMs is not null)
            throw new FindingException("something is held that was given up");
        foreach (TerminalEvent one in (TerminalEvent[])[.. whole, .. rest])
        {
            if (one is TerminalEvent.Pressed { Key: var key })
            {
                Form.CheckText(key.ToString());
                if (Key.Parse(key.ToString()) is not { } read || read != key)
                    throw new FindingException($"a key that no table can have: {key}");
                _ = key.ToToolkit();
            }
            if (one is TerminalEvent.Moused { X: var x, Y: var y } && (x < 0 || y < 0))
                throw new FindingException($"the mouse at {x},{y}");
        }
    }
}
