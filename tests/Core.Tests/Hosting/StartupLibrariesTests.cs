using System.Text;
using Sandbox.Core.Hosting;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>Which mappings of a host its children do without, by the names of the files.</summary>
public class StartupLibrariesTests
{
    [Theory]
    [InlineData("/usr/lib/sandbox/sandbox")]
    [InlineData("/usr/lib/sandbox/sandbox.dll")]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Collections.dll")]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/libclrjit.so")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libm.so.6")]
    public void A_child_does_without_what_only_a_start_needs(string file) => Assert.True(StartupLibraries.Contain(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData("")]
    [InlineData("/usr/lib/sandbox/Sandbox.Core.dll")]
    [InlineData("/usr/lib/sandbox/System.Private.CoreLib.dll")]
    [InlineData("/usr/lib/sandbox/libcoreclr.so")]
    [InlineData("/usr/lib/sandbox/libSystem.Native.so")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libc.so.6")]
    [InlineData("/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libmount.so.1")]
    [InlineData("/memfd:sandbox-board (deleted)")]
    public void A_child_keeps_what_it_runs_and_what_nobody_knows(string file) => Assert.False(StartupLibraries.Contain(Encoding.UTF8.GetBytes(file)));

    // Before 2.34 a thread's start and a lock are in libpthread.so, and a child needs it.
    [Theory]
    [InlineData("2.28", false)]
    [InlineData("2.33", false)]
    [InlineData("2.34", true)]
    [InlineData("2.36", true)]
    [InlineData("2.40", true)]
    [InlineData("2.9", false)]
    [InlineData("", false)]
    public void The_libraries_that_glibc_emptied_are_left_behind_since_it_did(string version, bool since) =>
        Assert.Equal(since, StartupLibraries.IsSince234(Encoding.UTF8.GetBytes(version)));
}
