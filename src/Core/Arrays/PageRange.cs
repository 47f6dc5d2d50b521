using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Arrays;

/// <summary>Pages of the array, the argument of a fault: <c>all</c>, <c>FIRST-LAST</c>, or one number for one page.</summary>
internal static class PageRange
{
    public const string All = "all";

    /// <summary>The value of <see cref="All"/>; that of other ranges is the first page, and above it how many more there are.</summary>
    public const long AllPages = -1;

    private const int Bits = 31;

    /// <summary>The first page. Safe in a forked child.</summary>
    public static long First(long value) => value & int.MaxValue;

    /// <summary>The last page. Safe in a forked child.</summary>
    public static long Last(long value) => First(value) + (value >> Bits);

    /// <summary>The range's value, or <c>null</c> for other text.</summary>
    public static long? Parse(string text)
    {
        if (text == All)
            return AllPages;
        string[] ends = text.Split('-');
        if (ends.Length > 2 || Page(ends[0]) is not { } first || Page(ends[^1]) is not { } last || last < first)
            return null;
        return first + ((long)(last - first) << Bits);
    }

    /// <summary>The one way to write a range.</summary>
    public static string Canonical(long value) => value == AllPages
        ? All
        : string.Create(CultureInfo.InvariantCulture, $"{First(value)}-{Last(value)}");

    /// <summary>The elements of the range.</summary>
    public static Slice Elements(long value, long length)
    {
        long perPage = Environment.SystemPageSize / sizeof(int);
        return value == AllPages ? new Slice(0, length) : new Slice(Math.Min(First(value) * perPage, length), Math.Min((Last(value) + 1) * perPage, length));
    }

    /// <summary>Why an array of a length does not have the range; <c>null</c> where it does.</summary>
    public static string? Refusal(long value, long length)
    {
        long pages = PageGrid.For(SampleArray.BytesOf(length)).Pages;
        return value == AllPages || Last(value) < pages
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"there is no page {Last(value)}: an array of {length:#,0} elements has the pages 0 to {pages - 1}");
    }

    private static int? Page(string text) => WrittenNumber.Whole(text, 0, int.MaxValue - 1) is { Problem: null, Value: var page } ? (int)page : null;
}
