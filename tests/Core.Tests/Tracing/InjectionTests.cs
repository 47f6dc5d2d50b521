using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.Tracing;

public class InjectionTests
{
    [Theory]
    [InlineData("fork:2:EAGAIN", 2, -11L, null)]
    [InlineData("write:*:ENOSPC", null, -28L, null)]
    [InlineData("wait:1:SIGKILL", 1, null, 9)]
    [InlineData("close:3:=0", 3, 0L, null)]
    [InlineData("mmap:1:=-5", 1, -5L, null)]
    public void One_at_a_call_says_which_call_and_what_becomes_of_it(string text, int? nth, long? returned, int? signal)
    {
        Injection.AtCall read = Assert.IsType<Injection.AtCall>(Injection.Read(text, out string? problem));
        Assert.Null(problem);
        Assert.Equal((nth, returned, signal), (read.Nth, read.Returned, read.Signal));
        Assert.Equal(text.Split(':')[0], read.Calls.Word);
    }

    [Fact]
    public void A_family_has_every_call_that_does_the_same_and_a_name_has_one()
    {
        Assert.Equal(["clone", "clone3", "fork", "vfork"], CallFamily.Find("fork")!.Numbers.Select(number => CallNames.Of(number)).Order());
        Assert.Equal(["write"], CallFamily.Find("write")!.Numbers.Select(number => CallNames.Of(number)));
    }

    [Fact]
    public void One_at_a_moment_has_its_seconds_and_its_signal()
    {
        Injection.AtMoment read = Assert.IsType<Injection.AtMoment>(Injection.Read("0.5s:TERM", out _));
        Assert.Equal((0.5, 15, null), (read.Seconds, read.Signal, read.Continued));
        Injection.AtMoment stop = Assert.IsType<Injection.AtMoment>(Injection.Read("2s:SIGSTOP:1.5s", out _));
        Assert.Equal((2, 19, 1.5), (stop.Seconds, stop.Signal, stop.Continued));
    }

    [Theory]
    [InlineData("child:3:SEGV", 3, 11)]
    [InlineData("child:*:9", null, 9)]
    public void One_at_a_birth_says_which_child_gets_which_signal(string text, int? nth, int signal)
    {
        Injection.AtBirth read = Assert.IsType<Injection.AtBirth>(Injection.Read(text, out _));
        Assert.Equal((nth, signal), (read.Nth, read.Signal));
    }

    [Fact]
    public void A_slow_one_has_its_milliseconds() => Assert.Equal(50, Assert.IsType<Injection.Slow>(Injection.Read("slow:50", out _)).Milliseconds);

    [Fact]
    public void A_limit_has_its_name_and_its_number()
    {
        Injection.Limit read = Assert.IsType<Injection.Limit>(Injection.Read("limit:nofile=16", out _));
        Assert.Equal(("nofile", 16UL), (read.Resource, read.Value));
    }

    [Theory]
    [InlineData("fork", "CALL:N:ERRNO")]
    [InlineData("frok:1:EAGAIN", "\"frok\" is no call")]
    [InlineData("fork:0:EAGAIN", "\"0\" does not say at which fork")]
    [InlineData("fork:1:EGAIN", "\"EGAIN\" is neither an error nor a signal")]
    [InlineData("fork:1:=x", "\"x\" is nothing that a call returns")]
    [InlineData("2s:SIGTREM", "\"SIGTREM\" is no signal")]
    [InlineData("limit:files=3", "cpu, as, fsize, nofile, stack, nproc")]
    [InlineData("limit:nofile=-1", "\"-1\" is no limit of nofile")]
    [InlineData("", "CALL:N:ERRNO")]
    [InlineData("slow:0", "from 1 to 60000")]
    [InlineData("slow:1.5", "from 1 to 60000")]
    [InlineData("child:0:9", "does not say which child")]
    [InlineData("child:1:EAGAIN", "\"EAGAIN\" is no signal")]
    [InlineData("2s:SIGSTOP:x", "\"2s\" is no call")]
    public void What_is_wrong_is_said_with_what_is_allowed(string text, string said)
    {
        Assert.Null(Injection.Read(text, out string? problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }
}
