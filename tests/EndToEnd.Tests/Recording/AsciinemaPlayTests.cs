namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>What a terminal is like after a recording was played on it: as before.</summary>
public class AsciinemaPlayTests
{
    // The shell says by itself what the line's modes are; the title says that a recording was played to its end.
    private const string PlayEach = """
        before=$(stty -g)
        for file; do
            asciinema play -s 1000 -i 0.01 "$file" || echo "asciinema ended with $?"
            test "$(stty -g)" = "$before" || echo 'other modes than before'
            printf 'a prompt \033]2;%s\007' "$file"
            read -r key
        done
        """;

    // The cursor, the second screen, the mouse, the keys, inserting, wrapping, the origin, the rows that scroll.
    private const string State = "#{cursor_flag} #{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{keypad_cursor_flag} #{keypad_flag} #{insert_flag} #{wrap_flag} #{origin_flag} #{scroll_region_upper} #{scroll_region_lower}";

    public static TheoryData<string> Recordings => [.. KeptDemo.Ids.Select(id => $"kept {id}"), .. RecordTests.Lessons().Select(row => $"lesson {row.Data}"), "live", "live, left by q", "live, with the mouse"];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task After_any_recording_the_terminal_is_as_before(string recording)
    {
        string file = await FileOf(recording);
        int rows = recording.StartsWith("live", StringComparison.Ordinal) ? 24 : 26;
        // A terminal as high as the picture: there is no line left for a shell.
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "bash" }, 80, rows, "-c", PlayEach, "bash", file);
        await Eventually.Assert(async () => await tmux.Ask("#{pane_title}") == file, $"the end of {recording}", tmux.Screen, TimeSpan.FromMinutes(1));
        Assert.Equal($"1 0 0 0 0 0 0 1 0 0 {rows - 1}", await tmux.Ask(State));
        string[] lines = (await tmux.Screen()).Split('\n');
        // The prompt stands alone, below the picture; the picture is still there to be read.
        Assert.Equal("a prompt", lines[rows - 1].TrimEnd());
        Assert.Equal($"9 {rows - 1}", await tmux.Ask("#{cursor_x} #{cursor_y}"));
        Assert.DoesNotContain("other modes", string.Join('\n', lines));
        Assert.Contains(lines, row => row.Contains("sandbox run", StringComparison.Ordinal) || row.Contains("try next", StringComparison.Ordinal));
        await tmux.Press("Enter");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    private static async Task<string> FileOf(string recording) => recording.Split(' ', 2) switch
    {
        ["kept", var id] => new KeptDemo(id).File,
        ["lesson", var id] => await PlayedDemo.Of(id),
        _ => await Live(recording),
    };

    private static async Task<string> Live(string recording)
    {
        string folder = TestFolders.Create();
        string settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(settings, recording.EndsWith("mouse", StringComparison.Ordinal) ? """{ "mouse": true }""" : "{}", TestContext.Current.CancellationToken);
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Program = "sh", Variables = new Dictionary<string, string?> { ["SANDBOX_CONFIG"] = settings } }, 80, 24, "-c", "cd \"$0\" && \"$1\"; exec cat", folder, SandboxProgram.Location);
        await tmux.WaitFor("runs: sandbox run");
        await tmux.Press("R");
        await tmux.WaitFor("REC");
        await tmux.Press("r");
        await tmux.WaitFor("REC clean");
        await tmux.Press(recording.EndsWith('q') ? "q" : "R");
        string file = Path.Combine(folder, "sandbox.cast");
        await Eventually.Assert(() => Task.FromResult(File.Exists(file)), "the recording", tmux.Screen);
        return file;
    }
}
