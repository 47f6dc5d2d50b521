using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Recording;

/// <summary>
/// What a demo shows at its markers and at its end, played now, as a text. Against the same text the tests of the whole program hold the
/// recordings that are kept: when the screen changes, this text has to, and then they call for <c>docs/demos/make</c>.
/// </summary>
public class DemoGoldenTests
{
    public static TheoryData<string> Ids => [.. Demos.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_demo_played_now_shows_what_the_golden_text_says(string id) =>
        Golden.Check($"demo-{id}", DemoTimes.TakenOut(CastScreen.Moments(Demos.PlayedNow(id))));
}
