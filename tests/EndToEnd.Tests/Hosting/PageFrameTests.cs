using System.Globalization;
using System.Runtime.InteropServices;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Kernel.Supervision;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>
/// The page map against the numbers of the page frames: a page is the parent's own where both have the same frame, and a copy where they
/// have not. Only a process with CAP_SYS_ADMIN sees the numbers; without it the cells alone are tested.
/// </summary>
public class PageFrameTests
{
    private const long Length = 1_234_567;
    private const int Pages = 1_206;
    private const int First = 100, Last = 199;

    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    public async Task A_child_that_writes_pages_has_exactly_those_cells_and_exactly_those_frames(string model)
    {
        var run = (SupervisedRun)Runs.Runner.Start(Runs.Spec(model, "corrupt-array", $"{First}-{Last}") with { Length = Length }, new RunControl(Stepped: true));
        try
        {
            await Steps.AdvanceTo(run, Step.Exit);
            WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
            Assert.Equal(5, run.ReadBoard(board));
            int host = ProcStat.Read(board[0].Pid)!.Parent;
            // A forked child has the array where its parent has it; a fresh program maps the parent's file anywhere.
            ulong[] parent = Frames(host, model == "spawn" ? FileAt(host) : run.ArrayAt(0));
            for (int worker = 0; worker < run.WorkerCount; worker++)
            {
                PageState[] cells = new PageState[run.Pages.Cells];
                PageReading reading = run.ReadPages(worker, cells);
                ulong[] frames = Frames(board[worker].Pid, run.ArrayAt(worker));

                Assert.Equal((PageMapSource.Live, Pages), (reading.Source, cells.Length));
                int[] written = [.. Enumerable.Range(0, Pages).Where(page => cells[page] == PageState.Written)];
                if (worker == 4)
                    Assert.Equal(Enumerable.Range(First, Last - First + 1), written);
                else if (model != "shared")
                    Assert.Empty(written);
                if (parent.Any(frame => frame != 0))
                    AssertFrames(cells, reading, frames, parent, shared: model == "shared");
            }
        }
        finally
        {
            run.Stop();
            await Runs.End(run);
        }
    }

    private static void AssertFrames(PageState[] cells, PageReading reading, ulong[] frames, ulong[] parent, bool shared)
    {
        for (int page = 0; page < Pages; page++)
        {
            PageState expected = frames[page] == 0 ? PageState.Untouched
                : frames[page] != parent[page] ? PageState.Written
                : shared && page is >= First and <= Last ? PageState.Written : PageState.Shared;
            Assert.True(expected == cells[page], $"page {page} is {cells[page]}, and by its frame {frames[page]:x} beside the parent's {parent[page]:x} it is {expected}");
        }
        Assert.Equal(Enumerable.Range(0, Pages).Count(page => frames[page] != 0 && frames[page] == parent[page]), reading.Shared);
        Assert.Equal(Enumerable.Range(0, Pages).Count(page => frames[page] != 0 && frames[page] != parent[page]), reading.Private);
    }

    /// <summary>The frame number of each page of the array; 0 where it has none, or where nobody may know.</summary>
    private static ulong[] Frames(int pid, long start)
    {
        ulong[] words = new ulong[Pages];
        using var file = File.OpenHandle($"/proc/{pid}/pagemap");
        Assert.Equal(Pages * sizeof(ulong), RandomAccess.Read(file, MemoryMarshal.AsBytes(words.AsSpan()), start / 4096 * sizeof(ulong)));
        // Bits 0 to 54 are the number where bit 63 says that there is a frame: proc_pid_pagemap(5).
        return [.. words.Select(word => (word >> 63) == 0 ? 0 : word & ((1UL << 55) - 1))];
    }

    private static long FileAt(int pid) => long.Parse(
        File.ReadLines($"/proc/{pid}/maps").Single(line => line.Contains("sandbox-array")).Split('-')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
