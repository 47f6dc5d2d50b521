using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>
/// What a demo shows at its markers and at its end, played now, as a text. <see cref="KeptDemoTests"/> hold the recordings that are kept
/// against the same text: when the screen changes, this text has to, and then they call for <c>docs/demos/make</c>.
/// </summary>
public partial class DemoGoldenTests
{
    public static TheoryData<string> Ids => [.. KeptDemo.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_demo_played_now_shows_what_the_golden_text_says(string id) => Golden.CheckFile(
        KeptDemo.GoldenFile(id),
        DemoTimes.TakenOut(CastScreen.Moments(await File.ReadAllLinesAsync(await PlayedDemo.Of(id), TestContext.Current.CancellationToken))));

    [Fact]
    public async Task The_lesson_in_the_READMEs_picture_still_looks_as_it_did_when_it_was_recorded()
    {
        string now = await PlayedDemo.Of(ReadmePicture.Lesson), then = new KeptDemo(ReadmePicture.Lesson).File;
        Assert.Equal(Shape(then), Shape(now));
    }

    // Pids, times and the core bit differ from run to run and from machine to machine.
    private static string Shape(string recording) => Varying().Replace(
        CastScreen.LastWith(ReadmePicture.Moment, File.ReadAllLines(recording)).Text().Replace(", core dumped", "", StringComparison.Ordinal), " #");

    [GeneratedRegex(@" *\b(?:0x[0-9a-f]+|\d[\d,.]*)")]
    private static partial Regex Varying();
}
