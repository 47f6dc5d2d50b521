using System.Net;
using System.Text.RegularExpressions;

namespace Sandbox.Slow.Tests.Recording;

/// <summary>The recordings in docs/demos on a page: asciinema's player for the web, from its npm package, in Chromium without a window.</summary>
public sealed partial class PlayerTests(WebPlayer player) : IClassFixture<WebPlayer>
{
    // A page of this size with nothing on it but a dark box makes fewer than 5,000.
    private const int LeastBytesOfAPicture = 20_000;

    public static TheoryData<string> Ids => [.. KeptDemo.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_web_player_shows_at_the_end_of_a_demo_what_the_golden_text_says(string id)
    {
        KeptDemo demo = new(id);
        string picture = Path.Combine(TestFolders.Create(), "end.png");
        string document = await player.Show(demo.File, picture);
        Assert.Equal(demo.Golden[^1].Screen, KeptDemo.Shape(TextIn(document)));
        Assert.InRange(new FileInfo(picture).Length, LeastBytesOfAPicture, 1 << 20);
    }

    /// <summary>What stands in the player's terminal: a block of lines, made of elements.</summary>
    private static string TextIn(string document)
    {
        Match terminal = Terminal().Match(document);
        Assert.True(terminal.Success, $"the page has no terminal:\n{document}");
        return string.Join('\n', terminal.Groups["lines"].Value.Split("<span class=\"ap-line\"").Skip(1)
            .Select(line => WebUtility.HtmlDecode(Tag().Replace($"<span{line}", ""))));
    }

    [GeneratedRegex("""<pre class="ap-term-text[^>]*>(?<lines>.*?)</pre>""", RegexOptions.Singleline)]
    private static partial Regex Terminal();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
