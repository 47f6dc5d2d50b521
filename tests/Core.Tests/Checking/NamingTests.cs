using Sandbox.Core.Checking;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Checking;

public class NamingTests
{
    [Theory]
    [InlineData("child 2 died", 2, true)]
    [InlineData("child2 died", 2, true)]
    [InlineData("[2] died", 2, true)]
    [InlineData("pid=4711: gone", 4711, true)]
    [InlineData("child 12 died", 2, false)]
    [InlineData("child 21 died", 2, false)]
    [InlineData("SIGUSR2 came", 2, false)]
    [InlineData("child_2", 2, true)]
    [InlineData("0x2", 2, false)]
    public void A_number_is_named_where_it_stands_by_itself(string line, long number, bool named) => Assert.Equal(named, Naming.Number(line, number));

    [Theory]
    [InlineData("killed by SIGSEGV", 11, true)]
    [InlineData("killed by SEGV", 11, true)]
    [InlineData("killed by sigsegv", 11, true)]
    [InlineData("child 2: Killed", 9, true)]
    [InlineData("killed by SIGSEGV", 9, false)]
    [InlineData("Killed by SIGSEGV", 9, false)]
    [InlineData("terminated by a signal", 15, false)]
    [InlineData("we stop here", 19, false)]
    [InlineData("killed by signal 11", 11, true)]
    [InlineData("Segmentation fault (core dumped)", 11, true)]
    [InlineData("killed by SIGSEGVX", 11, false)]
    [InlineData("killed by signal 111", 11, false)]
    [InlineData("real-time: RTMIN+2", 36, true)]
    [InlineData("killed", 11, false)]
    public void A_signal_is_named_by_its_name_its_number_or_the_words_for_it(string line, int signal, bool named) => Assert.Equal(named, Naming.Signal(line, signal));

    [Theory]
    [InlineData("fork: Resource temporarily unavailable", true)]
    [InlineData("fork failed with EAGAIN", true)]
    [InlineData("fork failed", false)]
    public void An_error_is_named_by_its_name_or_the_words_for_it(string line, bool named) => Assert.Equal(named, Naming.Error(line, 11));

    [Fact]
    public void What_names_a_child_does_not_name_a_code_too()
    {
        Assert.Equal("child  exited with code 2", Naming.Without("child 2 exited with code 2", 2));
        Assert.False(Naming.End(Naming.Without("child 3 failed", 3), WaitStatus.OfExit(3)));
        Assert.True(Naming.End(Naming.Without("child 3 exited with 3", 3), WaitStatus.OfExit(3)));
    }
}
