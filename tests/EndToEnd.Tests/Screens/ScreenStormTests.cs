using System.Text;
using System.Text.RegularExpressions;
using Sandbox.EndToEnd.Tests.Harness;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The real program under random keys and resizes, and under none.</summary>
public class ScreenStormTests
{
    private const int Bursts = 60;
    private const int KeysInABurst = 25;

    // Every key that a terminal sends, but for those that leave: q, C-c, C-z.
    private static readonly string[] Keys =
    [
        .. "rxhjklpzZsSfnNudgGyP?+-=/ 0123456789abcemotw".Select(letter => letter.ToString()),
        "\e[A", "\e[B", "\e[C", "\e[D", "\e[5~", "\e[6~", "\e[H", "\e[F", "\eOP", "\eOQ", "\e[15~", "\e[19~", "\e[Z",
        "\t", "\r", "\e", "\x7f", "\f", "\e[200~paste q\e[201~", "漢",
    ];

    [Fact]
    public async Task Random_keys_and_resizes_end_with_q_and_the_terminal_as_it_was()
    {
        using var pty = new Pty();
        string modes = pty.Modes;
        ChildProcess program = pty.Start(new SandboxProgram
        {
            Program = SandboxProgram.Location,
            Variables = new Dictionary<string, string?> { ["SANDBOX_LENGTH"] = "10000", ["SANDBOX_TIMEOUT"] = "1" },
        });
        await pty.WaitFor(written => written.Contains("Nothing has run yet"), "the first frame");
        var random = new Random(7);
        for (int burst = 0; burst < Bursts; burst++)
        {
            var keys = new StringBuilder();
            for (int i = 0; i < KeysInABurst; i++)
                keys.Append(Keys[random.Next(Keys.Length)]);
            // It keeps up: C-l asks for a whole frame. The k keeps an Esc before it from making another key of it.
            int before = pty.Written.Length;
            pty.Type($"{keys}k\f");
            await pty.WaitFor(written => written.AsSpan(before).Contains("\e[2J", StringComparison.Ordinal), "a whole frame");
            pty.Resize(random.Next(1, 200), random.Next(1, 60));
        }
        // C-c leaves whatever is open, and whatever is being typed.
        pty.Resize(80, 24);
        pty.Type("\x03");
        Assert.Equal(0, new Core.Waits.WaitStatus(await program.Status).Raw);
        Assert.Equal(modes, pty.Modes);
        Assert.Single(Regex.Matches(pty.Written, Regex.Escape("\e[?1049l")));
        await pty.AssertNothingLeft(program);
    }
}
