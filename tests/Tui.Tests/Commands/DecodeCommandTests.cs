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

    [Theory]
    [InlineData("$?=139", "shell", 11, "$?=139: exited 139 or killed by SIGSEGV (11): a shell shows both as 139;")]
    [InlineData("$?=160", "shell", 32, "$?=160: exited 160 or killed by signal 32: a shell shows both as 160;")]
    [InlineData("$?=3", "shell", 0x300, "$?=3: exited 3, status 0x0300")]
    [InlineData("$?=267", "ksh93", 11, "$?=267: killed by SIGSEGV (11): ksh93 shows 256 + 11, and no exit code is that large")]
    [InlineData("$?=257", "ksh93", 1, "$?=257: killed by SIGHUP (1)")]
    [InlineData("$?=320", "ksh93", 64, "$?=320: killed by SIGRTMAX (64)")]
    [InlineData("$?=395", "yash", 11, "$?=395: killed by SIGSEGV (11): yash shows 384 + 11")]
    [InlineData("-11", "returncode", 11, "-11: killed by SIGSEGV (11): minus the signal, as Python's subprocess gives it, without the core bit")]
    [InlineData("-1", "returncode", 1, "-1: killed by SIGHUP (1)")]
    [InlineData("-64", "returncode", 64, "-64: killed by SIGRTMAX (64)")]
    [InlineData("-32", "returncode", 32, "-32: killed by signal 32: minus")]
    [InlineData("0xC0000005", "ntstatus", 11, "0xC0000005: STATUS_ACCESS_VIOLATION (0xC0000005), a Windows NTSTATUS and no wait status: an invalid memory access; here it would be SIGSEGV (11)")]
    [InlineData("3221225477", "ntstatus", 11, "3221225477: STATUS_ACCESS_VIOLATION (0xC0000005)")]
    [InlineData("-1073741819", "ntstatus", 11, "-1073741819: STATUS_ACCESS_VIOLATION (0xC0000005)")]
    [InlineData("0xC00000FD", "ntstatus", 11, "0xC00000FD: STATUS_STACK_OVERFLOW")]
    [InlineData("0xC0000094", "ntstatus", 8, "0xC0000094: STATUS_INTEGER_DIVIDE_BY_ZERO")]
    [InlineData("0xc000001d", "ntstatus", 4, "0xc000001d: STATUS_ILLEGAL_INSTRUCTION")]
    [InlineData("0xC0000409", "ntstatus", 6, "0xC0000409: STATUS_STACK_BUFFER_OVERRUN")]
    [InlineData("0x80000003", "ntstatus", 5, "0x80000003: STATUS_BREAKPOINT")]
    [InlineData("0xC000013A", "ntstatus", 2, "0xC000013A: STATUS_CONTROL_C_EXIT")]
    [InlineData("32", "status", 32, "32: killed by signal 32, status 0x0020, 0b00000000_00100000")]
    [InlineData("0x217f", "status", 0x217f, "0x217f: stopped by signal 33, status")]
    public void What_is_decoded_is_said_with_whose_number_it_is(string text, string form, int raw, string says)
    {
        JsonElement status = new Shell().RunWords("decode", text, "--json").Json[0];

        Assert.Equal((text, form, raw), (status.GetProperty("given").GetString(), status.GetProperty("form").GetString(), status.GetProperty("raw").GetInt32()));
        Assert.StartsWith(says, new Shell().RunWords("decode", text).Output, StringComparison.Ordinal);
        Assert.Equal(0, new Shell().RunWords("decode", "--", text).Code);
    }

    [Theory]
    [InlineData("139", true)]
    [InlineData("267", true)]
    [InlineData("395", true)]
    [InlineData("11", false)]
    [InlineData("128", false)]
    [InlineData("193", false)]
    [InlineData("0x8b", false)]
    [InlineData("$?=139", false)]
    public void A_number_that_a_shell_shows_is_answered_with_how_to_ask_for_that(string text, bool hinted) => Assert.Equal(
        hinted,
        new Shell().RunWords("decode", text).Output.EndsWith($"WIFCONTINUED false the word is not 0xffff\nif a shell's $? showed {text}: sandbox decode '$?={text}'\n", StringComparison.Ordinal));

    [Fact]
    public void Each_macro_is_shown_with_its_value() =>
        Assert.Equal(
            """
            0x8b: killed by SIGSEGV (11), core dumped, status 0x008b, 0b00000000_10001011
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
    [InlineData("$?=321")]
    [InlineData("$?=384")]
    [InlineData("$?=449")]
    [InlineData("-0")]
    [InlineData("-65")]
    [InlineData("--11")]
    [InlineData("3221225781")]
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
