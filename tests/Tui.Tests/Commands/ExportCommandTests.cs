namespace Sandbox.Tui.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-export-").FullName;

    private string File_ => Path.Combine(_folder, "lab.c");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_file_the_program_is_printed_and_nothing_else()
    {
        Said said = new Shell().Run("export --model threads --fault segfault");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.StartsWith("/*\n", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("}\n", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("}\n\n\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_file_it_is_written_and_the_command_that_compiles_it_is_said()
    {
        Shell shell = new();
        Said said = shell.Run($"export --fault kill -o {File_}");

        Assert.Equal((0, ""), (said.Code, said.Output));
        Assert.Equal(shell.Run("export --fault kill").Output, File.ReadAllText(File_));
        Assert.Contains($"gcc -std=gnu17 -Wall -Wextra -pthread -o {Path.ChangeExtension(File_, null)} {File_}", said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Runner.Started);
    }

    [Fact]
    public void A_file_that_is_there_is_written_over_only_by_force()
    {
        File.WriteAllText(File_, new string('x', 100_000));
        Said refused = new Shell().Run($"export -o {File_}");

        Assert.Equal(2, refused.Code);
        Assert.Contains("is there already; --force writes over it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(100_000, new FileInfo(File_).Length);
        Assert.Equal(0, new Shell().Run($"export -o {File_} --force").Code);
        Assert.DoesNotContain('x', File.ReadAllText(File_)[^3..]);
    }

    [Theory]
    [InlineData("lab", "expected one that ends in .c")]
    [InlineData(".c", "expected one that ends in .c")]
    [InlineData("nowhere/lab.c", "there is no folder")]
    public void A_name_that_gcc_would_not_take_or_nobody_can_write_is_named(string name, string message)
    {
        Said said = new Shell().Run($"export -o {Path.Combine(_folder, name)}");

        Assert.Equal(2, said.Code);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }
}
