namespace Sandbox.Slow.Tests.Launcher;

/// <summary><c>./sandbox</c> with the real SDK and the whole source.</summary>
public class RealBuildTests
{
    [Fact]
    public async Task The_real_source_becomes_two_native_programs()
    {
        Checkout whole = Checkout.Whole();
        SandboxProgram program = new()
        {
            Program = whole.Script,
            Timeout = TimeSpan.FromMinutes(5),
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
        Assert.Equal(
            ["appsettings.json", "appsettings.schema.json", "libMono.Unix.so", "sandbox", "sandbox-host"],
            Directory.EnumerateFiles(whole.At("artifacts/run/")).Select(Path.GetFileName).Where(name => name![0] != '.').Order(StringComparer.Ordinal));
        Assert.All(["sandbox", "sandbox-host"], program => Assert.Equal((byte[])[0x7f, .. "ELF"u8], File.ReadAllBytes(whole.At($"artifacts/run/{program}"))[..4]));
    }
}
