using System.Globalization;

namespace Sandbox.Core.Runs;

/// <summary>Page faults of a run that counts them, each a minor one: no disk was read.</summary>
/// <param name="ArrayPages">How many pages the array has.</param>
/// <param name="ParentFirstTouch">While the parent filled the array: the first touch of each page; <c>null</c> where it did not come so far.</param>
/// <param name="ChildReads">While the workers read their slices, all together; <c>null</c> where none did.</param>
/// <param name="ChildWrites">While the faulty workers wrote to pages; <c>null</c> where none did.</param>
/// <param name="PagesWritten">How many pages these wrote to; <c>null</c> likewise.</param>
/// <param name="ParentAgain">While the parent wrote to every page again, when no worker was left; <c>null</c> where it did not come so far.</param>
public sealed record PagingReport(long ArrayPages, long? ParentFirstTouch, long? ChildReads, long? ChildWrites, long? PagesWritten, long? ParentAgain)
{
    /// <summary>What it says, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"parent's first touch of {ArrayPages:#,0} pages {Told(ParentFirstTouch)}; workers' reads {Told(ChildReads)}; their writes to {Told(PagesWritten)} pages {Told(ChildWrites)}; parent's writes afterwards {Told(ParentAgain)}");

    private static string Told(long? count) => count is { } known ? known.ToString("#,0", CultureInfo.InvariantCulture) : "not counted";
}

/// <summary>Page faults of one worker in a run that counts them.</summary>
/// <param name="Reads">While it read its slice.</param>
/// <param name="Writes">While it wrote to pages; <c>null</c> where it was not to, or died before.</param>
/// <param name="PagesWritten">To how many; <c>null</c> likewise.</param>
public sealed record PageFaultsReport(long Reads, long? Writes, long? PagesWritten);

/// <summary>A file that a worker read after the kernel had dropped its pages.</summary>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Resident">How many the kernel still had in memory before, as mincore(2) tells.</param>
/// <param name="MajorFaults">Page faults that had to read from the disk.</param>
/// <param name="MinorFaults">Page faults that had not.</param>
public sealed record ColdFileReport(long Pages, long Resident, long MajorFaults, long MinorFaults)
{
    /// <summary>What it says, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Pages:#,0} pages, {Resident:#,0} of them in memory before; read with {MajorFaults:#,0} major and {MinorFaults:#,0} minor faults");
}
