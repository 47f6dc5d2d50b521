using System.Text;

namespace Sandbox.Tui.Tests.Recording;

/// <summary>
/// The picture at the top of the README is a screen of the recorded lesson. Where it is stale, what it should be is written beside it;
/// where the recording itself is, <c>docs/demos/make</c> makes both anew.
/// </summary>
public class PictureTests
{
    private const int MostBytes = 60_000;

    [Fact]
    public void The_picture_is_the_screen_that_was_recorded()
    {
        KeptDemo demo = new(ReadmePicture.Lesson);
        string picture = Picture.Of(CastScreen.LastWith(ReadmePicture.Moment, File.ReadAllLines(demo.File)));
        Assert.InRange(Encoding.UTF8.GetByteCount(picture), 1, MostBytes);
        Golden.CheckFile(Path.ChangeExtension(KeptDemo.Recording(demo.Id), ".svg"), picture);
    }
}
