namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>Descriptors 0, 1 and 2 that a parent has closed: each is as /dev/null, and nothing else gets its number.</summary>
public class ClosedDescriptorTests
{
    private static readonly string[] Commands =
    [
        "decode 11",
        "run --length 1000",
        "run --length 1000 --step",
        "run --length 1000 --model spawn",
        "run --length 1000 --model threads --fault segfault",
        "scenario run wait-for-it",
        "matrix --faults none --length 1000",
    ];

    public static TheoryData<string, string> Cases => new(
        from closed in new[] { "0", "1", "2", "0 1", "0 2", "1 2", "0 1 2" }
        from command in Commands
        select (closed, command));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_command_does_what_it_would_with_dev_null_there(string closed, string command)
    {
        string[] words = command.Split(' '), numbers = closed.Split(' ');

        Finished finished = await Parent.Run($"for fd in {closed.Replace(' ', ',')},: os.close(fd)", words);

        finished.AssertExit(0);
        Assert.Equal(numbers.Contains("1"), finished.Output.Length == 0);
        Assert.Equal("", finished.Error);
    }

    [Fact]
    public async Task Without_standard_input_and_output_there_is_no_screen_and_that_is_said()
    {
        Finished finished = await Parent.Run("os.environ['TERM'] = 'xterm'\nfor fd in 0, 1: os.close(fd)");
        finished.AssertExit(2);
        Assert.Contains("standard input and output are no terminal", finished.Error);
    }
}
