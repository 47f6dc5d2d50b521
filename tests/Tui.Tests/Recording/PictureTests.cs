using System.Text;
using System.Text.RegularExpressions;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Recording;

/// <summary>
/// The picture at the top of the README is a screen of the recorded lesson. Where it is stale, what it should be is written beside it;
/// where the recording itself is, <c>docs/demos/make</c> makes both anew.
/// </summary>
public partial class PictureTests
{
    private const string Lesson = "wait-for-it";

    // What stands on the screen at the moment that is worth a picture.
    private const string Moment = "explain; Enter goes on";
    private const int MostBytes = 60_000;

    [Fact]
    public void The_picture_is_the_screen_that_was_recorded()
    {
        string picture = Picture.Of(Recorded());
        Assert.InRange(Encoding.UTF8.GetByteCount(picture), 1, MostBytes);
        Golden.CheckFile($"docs/demos/{Lesson}.svg", picture);
    }

    [Fact]
    public void The_lesson_still_looks_as_it_did_when_it_was_recorded()
    {
        CastScreen now = CastScreen.LastWith(Moment, Demos.PlayedNow(Lesson));
        Assert.Equal(Shape(Recorded()), Shape(now));
    }

    private static CastScreen Recorded() => CastScreen.LastWith(Moment, Demos.Recorded(Lesson));

    // Pids, times and the core bit differ from run to run and from machine to machine.
    private static string Shape(CastScreen screen) => Varying().Replace(screen.Text().Replace(", core dumped", "", StringComparison.Ordinal), " #");

    [GeneratedRegex(@" *\b(?:0x[0-9a-f]+|\d[\d,.]*)")]
    private static partial Regex Varying();
}
