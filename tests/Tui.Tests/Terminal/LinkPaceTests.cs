using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Terminal;

public class LinkPaceTests
{
    [Fact]
    public void A_frame_by_itself_asks_nothing()
    {
        var pace = new LinkPace();
        Assert.False(pace.Sent(1000));
        Assert.False(pace.Sent(2000));
        Assert.Equal(0, pace.InFlight);
    }

    [Fact]
    public void Two_frames_are_in_flight_at_most()
    {
        LinkPace pace = Behind();
        Assert.False(pace.MayShow(1100));
        pace.Answered();
        Assert.True(pace.MayShow(1100));
    }

    [Fact]
    public void A_terminal_that_never_answers_is_not_waited_for()
    {
        LinkPace pace = Behind();
        Assert.False(pace.MayShow(2000));
        Assert.True(pace.MayShow(3000));
        Assert.False(pace.Sent(3000));
        Assert.True(pace.MayShow(3033));
        Assert.False(pace.Sent(3033));
    }

    [Fact]
    public void A_terminal_that_answers_late_is_asked_again()
    {
        LinkPace pace = Behind();
        Assert.True(pace.MayShow(3000));
        pace.Answered();
        pace.Sent(3000);
        Assert.True(pace.Sent(3033));
    }

    private static LinkPace Behind()
    {
        var pace = new LinkPace();
        pace.Sent(1000);
        Assert.True(pace.Sent(1033));
        Assert.True(pace.MayShow(1066));
        Assert.True(pace.Sent(1066));
        return pace;
    }
}
