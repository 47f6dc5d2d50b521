using System.Text;
using Sandbox.Core.Hosting;

namespace Sandbox.Core.Tests.Hosting;

public sealed class MapsLineTests
{
    [Fact]
    public void A_line_of_maps_is_taken_apart()
    {
        MapsLine line = MapsLine.Parse("7f61367c9000-7f6136c7a000 r-xp 001c9000 fe:00 1320                       /opt/.NET 10/libclrjit.so"u8);
        Assert.Equal(0x7f61367c9000u, line.Start);
        Assert.Equal(0x7f6136c7a000u, line.End);
        Assert.Equal("r-xp", Encoding.UTF8.GetString(line.Permissions));
        Assert.Equal("/opt/.NET 10/libclrjit.so", Encoding.UTF8.GetString(line.Path));
        Assert.Equal("/libclrjit.so", Encoding.UTF8.GetString(line.FileName));
        Assert.True(line.IsPrivateFile);
    }

    [Fact]
    public void Every_line_of_a_real_process_can_be_read()
    {
        nuint last = 0;
        foreach (string line in File.ReadAllLines("/proc/self/maps"))
        {
            MapsLine mapping = MapsLine.Parse(Encoding.UTF8.GetBytes(line));
            Assert.True(mapping.Start >= last && mapping.End > mapping.Start, line);
            Assert.EndsWith(Encoding.UTF8.GetString(mapping.Path), line, StringComparison.Ordinal);
            last = mapping.End;
        }
        Assert.NotEqual((nuint)0, last);
    }
}
