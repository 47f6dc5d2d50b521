namespace Sandbox.Slow.Tests.Launcher;

/// <summary><c>./sandbox</c> with the real SDK and the whole source: in this checkout, which <c>./test</c> has begun with.</summary>
public class RealBuildTests
{
    [Fact]
    public async Task The_real_source_becomes_two_native_programs()
    {
        SandboxProgram program = new()
        {
            Program = SourceTree.At("sandbox"),
            Timeout = TimeSpan.FromMinutes(10),
            Variables = new Dictionary<string, string?>
            {
                ["HOME"] = Environment.GetEnvironmentVariable("HOME"),
                ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES"),
            },
        };

        Finished first = (await program.RunWith("decode", "139", "--json")).AssertExit(0);
        Finished second = (await program.RunWith("decode", "139", "--json")).AssertExit(0);

        Assert.Equal(("", first.Output), (second.Error, second.Output));
        Assert.Equal(11, first.Json[0].GetProperty("signal").GetInt32());
        string made = SourceTree.At("artifacts", "run");
        Assert.Equal(
            ["appsettings.json", "appsettings.schema.json", "libMono.Unix.so", "sandbox", "sandbox-host"],
            Directory.EnumerateFiles(made + "/").Select(Path.GetFileName).Where(name => name![0] != '.').Order(StringComparer.Ordinal));
        Assert.All(["sandbox", "sandbox-host"], name => Assert.Equal((byte[])[0x7f, .. "ELF"u8], File.ReadAllBytes(Path.Combine(made, name))[..4]));
    }
}
