using System.Text;
using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>A human's session with the sandbox, recorded from outside by asciinema.</summary>
public class AsciinemaRecTests
{
    private const int MostBytes = 30_000;
    private const string IntoTheScreen = "\e[?1049h", OutOfTheScreen = "\e[?1049l", ShowCursor = "\e[?25h";

    [Fact]
    public async Task A_session_recorded_by_asciinema_is_small_and_gives_the_terminal_back()
    {
        string file = Path.Combine(TestFolders.Create(), "session.cast");
        await using (Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "asciinema" }, 80, 24, "rec", "-q", "-c", $"'{SandboxProgram.Location}'", file))
        {
            await tmux.WaitFor("runs: sandbox run");
            await tmux.Press("Down", "Enter");
            await tmux.Type("segf");
            await tmux.WaitFor("find segf");
            await tmux.Press("Enter", "r");
            await tmux.WaitFor("contained: worker 2 was killed by SIGSEGV (11)");
            await tmux.Press("q");
            Assert.Equal("0", await tmux.WaitForEnd());
        }

        Assert.InRange(new FileInfo(file).Length, 1_000, MostBytes);
        string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        JsonElement header = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal((2, 80, 24), (header.GetProperty("version").GetInt32(), header.GetProperty("width").GetInt32(), header.GetProperty("height").GetInt32()));
        StringBuilder all = new();
        foreach (string line in lines.Skip(1))
            all.Append(JsonDocument.Parse(line).RootElement[2].GetString());
        string output = all.ToString();
        Assert.Contains(IntoTheScreen, output);
        Assert.True(output.LastIndexOf(OutOfTheScreen, StringComparison.Ordinal) > output.LastIndexOf(IntoTheScreen, StringComparison.Ordinal), "the screen was never left");
        Assert.DoesNotContain("\e[?25l", output[output.LastIndexOf(ShowCursor, StringComparison.Ordinal)..]);

        // What the player showed before the screen was left.
        string shown = Path.Combine(Path.GetDirectoryName(file)!, "shown.cast");
        await File.WriteAllLinesAsync(shown, lines.TakeWhile(line => !line.Contains("?1049l", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        await using Tmux player = await Tmux.Open(new SandboxProgram { Program = "sh" }, 80, 24, "-c", "asciinema cat \"$0\"; exec cat", shown);
        string screen = await player.WaitFor("contained: worker 2 was killed by SIGSEGV (11)");
        Assert.Matches(@"(?m)^! 2 +\d+ ✗ signaled +0x000b killed by SIGSEGV \(11\)", screen);
    }
}
