
namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>The recordings in docs/demos are of the screen as it is now. Where one is stale, <c>docs/demos/make</c> makes it anew.</summary>
public class KeptDemoTests
{
    // asciinema throws away what is typed before it has ended: the terminal's title says when it has.
    private const string PlayEach = """stty -echo; for part; do asciinema cat "$part"; printf '\033]2;%s\007' "$part"; read -r key; done""";

    public static TheoryData<string> Ids => [.. KeptDemo.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Asciinema_shows_the_golden_text_at_each_marker_and_at_the_end(string id)
    {
        KeptDemo demo = new(id);
        (string Label, string File)[] parts = demo.Parts();
        Assert.Equal(demo.Golden.Select(moment => moment.Label), parts.Select(part => part.Label));
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "sh" }, 80, 27, ["-c", PlayEach, "sh", .. parts.Select(part => part.File)]);
        foreach ((DemoMoment moment, string file) in demo.Golden.Zip(parts.Select(part => part.File)))
        {
            await Eventually.Assert(async () => await tmux.Ask("#{pane_title}") == file, $"all of {file} shown");
            Assert.Equal($"{moment.Label}\n{moment.Screen}", $"{moment.Label}\n{KeptDemo.Shape(await tmux.Screen())}");
            if (moment == demo.Golden[^1])
                Assert.Equal("1 0 26", await tmux.Ask("#{cursor_flag} #{cursor_x} #{cursor_y}"));
            await tmux.Press("Enter");
        }
        Assert.Equal("0", await tmux.WaitForEnd());
    }
}
