using System.Globalization;
using System.Text;
using Sandbox.Core.Hosting;

namespace Sandbox.Core.Tests.Hosting;

public sealed class MapsLineTests
{
    [Theory]
    [InlineData("r-xp 001c9000 fe:00 1320                       /opt/.NET 10/libclrjit.so", "r-xp", "/opt/.NET 10/libclrjit.so", true, false)]
    [InlineData("rw-s 00000000 00:01 7                          /memfd:sandbox-board (deleted)", "rw-s", "/memfd:sandbox-board (deleted)", false, false)]
    [InlineData("rw-p 00000000 00:00 0", "rw-p", "", false, false)]
    [InlineData("rw-p 00000000 00:00 0                          [heap]", "rw-p", "", false, false)]
    [InlineData("---p 00000000 00:00 0", "---p", "", false, true)]
    public void A_line_of_maps_is_taken_apart(string rest, string permissions, string file, bool isPrivateFile, bool isReserved)
    {
        MapsLine line = MapsLine.Parse(Encoding.UTF8.GetBytes("7f61367c9000-7f6136c7a000 " + rest));
        Assert.Equal(0x7f61367c9000u, line.Start);
        Assert.Equal(0x7f6136c7a000u, line.End);
        Assert.Equal(permissions, Encoding.UTF8.GetString(line.Permissions));
        Assert.Equal(file, Encoding.UTF8.GetString(line.File));
        Assert.Equal(isPrivateFile, line.IsPrivateFile);
        Assert.Equal(isReserved, line.IsReserved);
    }

    [Fact]
    public void Every_line_of_a_real_process_can_be_read()
    {
        nuint last = 0;
        foreach (string line in File.ReadAllLines("/proc/self/maps"))
        {
            MapsLine mapping = MapsLine.Parse(Encoding.UTF8.GetBytes(line));
            Assert.True(mapping.Start >= last && mapping.End > mapping.Start, line);
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{mapping.Start:x8}-{mapping.End:x8} "), line, StringComparison.Ordinal);
            Assert.EndsWith(Encoding.UTF8.GetString(mapping.File), line, StringComparison.Ordinal);
            last = mapping.End;
        }
        Assert.NotEqual((nuint)0, last);
    }
}
