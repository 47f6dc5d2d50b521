using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>What the screen starts and reads before anybody has pressed a key: nothing that its toolkit would like to.</summary>
public partial class ScreenStartTests
{
    /// <summary>Settings as Terminal.Gui reads them where it is let: other keys to quit by, other colours, another driver.</summary>
    private const string Hostile =
        """
        {
          "Application.DefaultKeyBindings": { "Quit": { "All": [ "r", "Enter" ] } },
          "Application.ForceDriver": "ansi", "Application.Force16Colors": true, "Driver.Force16Colors": true,
          "Key.Separator": "#", "ThemeManager.Theme": "Planted",
          "Theme": "Planted", "Glyphs.CheckStateChecked": "X", "Glyphs.VLine": "?", "Glyphs.HLine": "?",
          "Themes": [ { "Planted": { "Schemes": [ { "Base": { "Normal": { "Foreground": "Red", "Background": "Red" } } } ], "Dialog.DefaultShadow": "Opaque" } } ]
        }
        """;

    [Fact]
    public async Task Settings_of_the_toolkit_that_somebody_planted_change_nothing()
    {
        string clean = TestFolders.Create(), planted = TestFolders.Create();
        foreach (string name in (string[])["config.json", "sandbox.config.json", "Sandbox.config.json"])
        {
            Directory.CreateDirectory(Path.Combine(planted, ".tui"));
            await File.WriteAllTextAsync(Path.Combine(planted, ".tui", name), Hostile, TestContext.Current.CancellationToken);
        }
        string[] expected = await Walk(clean, null);
        Assert.Contains("Wait for it", expected[0]);
        Assert.Equal(expected, await Walk(planted, Hostile));
    }

    [Fact]
    public async Task Before_a_key_is_pressed_the_screen_has_started_its_watchdog_alone_and_looked_for_no_settings_of_its_toolkit()
    {
        string folder = TestFolders.Create(), trace = Path.Combine(folder, "trace");
        using var pty = new Pty();
        ChildProcess strace = pty.Start(
            new SandboxProgram { Program = "strace", Directory = folder },
            "-f", "-s", "300", "-o", trace, "-e", "trace=execve,%file", SandboxProgram.Location);
        await pty.WaitFor(written => written.Contains("Nothing has run yet"), "the first frame");
        pty.Type("q");
        Assert.Equal(0, await strace.Status.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        string[] calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        string[] programs = [.. calls.Select(call => Started().Match(call)).Where(match => match.Success).Select(match => Path.GetFileName(match.Groups["program"].Value))];
        Assert.Equal(["sandbox", "sh"], programs);
        Assert.DoesNotContain(calls, call => call.Contains(".tui", StringComparison.Ordinal) || call.Contains("config.json\"", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The first frame, the form, the help, a list of choices.</summary>
    private static async Task<string[]> Walk(string home, string? variable)
    {
        SandboxProgram program = new() { Directory = home, Variables = new Dictionary<string, string?> { ["HOME"] = home, ["TUI_CONFIG"] = variable } };
        await using Tmux tmux = await Tmux.Open(program, 80, 24);
        List<string> screens = [await Whole(tmux, "Enter opens this one")];
        await tmux.Press("1");
        screens.Add(await Whole(tmux, "Nothing has run yet"));
        await tmux.Press("?");
        screens.Add(await Whole(tmux, "keys of the view"));
        await tmux.Press("Escape");
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("Down", "Enter");
        screens.Add(await Whole(tmux, "wild-pointer "));
        await tmux.Press("Escape");
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
        return [.. screens];
    }

    /// <summary>The screen with a text, once it rests: a frame may come in two parts.</summary>
    private static async Task<string> Whole(Tmux tmux, string text)
    {
        string screen = await tmux.WaitFor(text);
        int equal = 0;
        await Eventually.Assert(async () =>
        {
            string next = await tmux.Screen();
            equal = next == screen ? equal + 1 : 0;
            screen = next;
            return equal == 5;
        }, $"a screen with {text} that rests");
        return screen;
    }

    // What fails was looked for along the path, and is no program that ran. Of a call that another one came between, strace writes two lines.
    [GeneratedRegex("""execve\("(?<program>[^"]+)"(?!.* = -1 )""")]
    private static partial Regex Started();
}
