namespace Sandbox.Tui.Tests;

public class SmokeTest
{
    [Fact]
    public void The_program_is_there() => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "sandbox.dll")));
}
