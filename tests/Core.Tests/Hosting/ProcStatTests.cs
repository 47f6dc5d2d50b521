using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>The letters of proc_pid_stat(5), of all kernels: what each says of a process.</summary>
public class ProcStatTests
{
    [Theory]
    [InlineData('R', true, false)]
    [InlineData('S', true, false)]
    [InlineData('D', true, false)]
    [InlineData('T', true, true)]
    [InlineData('t', true, true)]
    [InlineData('W', true, false)]
    [InlineData('K', true, false)]
    [InlineData('P', true, false)]
    [InlineData('I', true, false)]
    [InlineData('Z', false, false)]
    [InlineData('X', false, false)]
    [InlineData('x', false, false)]
    public void Each_letter_says_whether_a_process_lives_and_whether_it_stands(char letter, bool alive, bool stands)
    {
        ProcStat stat = new(letter, 1, 1, 0, 0, 0, 0, 0);
        Assert.Equal((alive, stands, letter == 'Z'), (stat.IsAlive, stat.Stands, stat.IsZombie));
        Assert.NotEqual("", stat.StateWords);
    }

    [Fact]
    public void A_letter_that_nobody_knows_yet_is_of_one_that_lives() =>
        Assert.Equal((true, false, ""), (new ProcStat('?', 1, 1, 0, 0, 0, 0, 0) is var stat && stat.IsAlive, stat.Stands, stat.StateWords));
}
