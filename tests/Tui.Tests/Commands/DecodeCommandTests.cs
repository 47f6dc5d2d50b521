using System.Text.Json;

namespace Sandbox.Tui.Tests.Commands;

public class DecodeCommandTests
{
    [Theory]
    [InlineData("11", 11)]
    [InlineData("0x8b", 0x8b)]
    [InlineData("0X008B", 0x8b)]
    [InlineData("0o13", 11)]
    [InlineData("0b1011", 11)]
    [InlineData("0", 0)]
    [InlineData("00011", 11)]
    [InlineData("0xffff", 0xffff)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_status_is_read_in_four_radices(string text, int raw) =>
        Assert.Equal(raw, new Shell().RunWords("decode", text, "--json").Json[0].GetProperty("raw").GetInt32());

    [Theory]
    [InlineData("$?=0", true, 0)]
    [InlineData("$?=128", true, 128)]
    [InlineData("$?=129", false, 1)]
    [InlineData("$?=139", false, 11)]
    [InlineData("$?=192", false, 64)]
    [InlineData("$?=193", true, 193)]
    [InlineData("$?=255", true, 255)]
    public void A_shells_value_is_a_killed_child_where_it_can_be_one(string text, bool exited, int number)
    {
        JsonElement status = new Shell().RunWords("decode", text, "--json").Json[0];

        Assert.Equal(exited, status.GetProperty("exited").GetBoolean());
        Assert.Equal(number, status.GetProperty(exited ? "exitCode" : "signal").GetInt32());
    }

    [Fact]
    public void A_shells_value_with_two_readings_shows_both() =>
        Assert.StartsWith(
            "$?=139: exited 139 or killed by SIGSEGV (11)", new Shell().RunWords("decode", "$?=139").Output, StringComparison.Ordinal);

    [Fact]
    public void Each_macro_is_shown_with_its_value() =>
        Assert.Equal(
            """
            0x8b: killed by SIGSEGV (11), core dumped, raw 0x008b, 0b00000000_10001011
            macro        value what it means
            WIFEXITED    false bits 0 to 6 are not 0
            WEXITSTATUS  -     no meaning: it did not exit
            WIFSIGNALED  true  a signal ended it: bits 0 to 6 are its number
            WTERMSIG     11    SIGSEGV: invalid memory access
            WCOREDUMP    true  the kernel dumped core: bit 7
            WIFSTOPPED   false bits 0 to 7 are not 0x7f
            WSTOPSIG     -     no meaning: it is not stopped
            WIFCONTINUED false the word is not 0xffff

            """,
            new Shell().Run("decode 0x8b").Output);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0x")]
    [InlineData("0b2")]
    [InlineData("0o8")]
    [InlineData("12a")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1.5")]
    [InlineData("١")]
    [InlineData("$?=")]
    [InlineData("$?=256")]
    [InlineData("$?=x")]
    [InlineData("-1")]
    public void What_is_no_status_is_exit_2_and_prints_nothing(string text)
    {
        Said said = new Shell().RunWords("decode", "11", text);

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.NotEmpty(said.Error);
    }

    [Fact]
    public void Quotes_that_were_forgotten_around_a_shells_value_are_pointed_out() =>
        Assert.Contains("in single quotes", new Shell().RunWords("decode", "0=139").Error, StringComparison.Ordinal);

    [Fact]
    public void Every_bad_status_is_named()
    {
        string error = new Shell().Run("decode x 11 y").Error;

        Assert.Contains("\"x\"", error, StringComparison.Ordinal);
        Assert.Contains("\"y\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_array_holds_all_statuses_in_order() =>
        Assert.Equal(
            ["0x000b", "0x0300", "0x137f", "0xffff"],
            new Shell().Run("decode 11 0x300 0x137f 0xffff --json").Json.EnumerateArray().Select(one => one.GetProperty("hex").GetString()));
}
