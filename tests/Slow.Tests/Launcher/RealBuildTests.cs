using System.Reflection.PortableExecutable;

namespace Sandbox.Slow.Tests.Launcher;

/// <summary><c>./sandbox</c> with the real SDK and the whole source.</summary>
public class RealBuildTests
{
    [Fact]
    public async Task The_real_source_becomes_a_program_that_is_compiled_ahead()
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
        Assert.True(File.Exists(whole.At("artifacts/run/libMonoPosixHelper.so")));
        using PEReader assembly = new(File.OpenRead(whole.At("artifacts/run/sandbox.dll")));
        Assert.True(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }
}
