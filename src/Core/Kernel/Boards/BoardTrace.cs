using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Headers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>Reads what a worker left on the board when its run is over.</summary>
internal static unsafe class BoardTrace
{
    /// <summary>A worker's trace.</summary>
    /// <param name="board">The board.</param>
    /// <param name="index">The worker.</param>
    /// <param name="msAt">Makes milliseconds since the run began of CLOCK_MONOTONIC.</param>
    public static WorkerTrace Of(Board board, int index, Func<long, double> msAt)
    {
        WorkerSlot* slot = board.Slots + index;
        UsageReport usage = new(
            slot->UserMicroseconds / 1e3, slot->SystemMicroseconds / 1e3, slot->MaxRss, slot->MinorFaults, slot->MajorFaults);
        return new WorkerTrace(
            (WorkerStage)slot->Stage,
            Known(Board.PidOf(slot)),
            Known(slot->Tid),
            board.Results[index],
            Time(slot->StartedAt),
            Time(slot->FaultAt),
            Time(slot->EndedAt),
            Time(slot->ReapedAt),
            slot->MaxRss != 0 ? usage : null,
            slot->PagesAt != 0 ? new PagesReport(board.Header->Pages, slot->PagesShared, slot->PagesOwn) : null)
        {
            Sent = new SentSignals(slot->EndSent != 0 ? (EndedBy)(slot->EndSent - 1) : null, slot->SignalSent) { FoundStopped = slot->FoundStopped != 0 },
            AddingFromMs = Time(slot->AddingFrom),
            AddedMs = Time(slot->AddedAt),
            GotOwnersLock = slot->GotOwnersLock != 0,
            ToldOwnerDead = slot->ToldOwnerDead != 0,
            ExecPid = Known(slot->ExecPid),
            Signals = slot->SignalsSent != 0 ? new SignalsReport(slot->SignalsSent, slot->StandardArrived, slot->RealTimeArrived, slot->SignalsRefused) : null,
            Noted = slot->Noted.Signal != 0 ? SignalInfoReport.Of(slot->Noted.Signal, slot->Noted.Code, slot->Noted.Address) : null,
            Wrote = slot->Wrote != 0 ? (SumLine)(slot->Wrote - 1) : null,
            PageFaults = slot->ReadFaults != 0 ? new PageFaultsReport(slot->ReadFaults - 1, Counted(slot->WriteFaults), Counted(slot->PagesWritten)) : null,
            ColdFile = slot->FilePages != 0 ? new ColdFileReport(slot->FilePages - 1, slot->FileResident, slot->FileMajorFaults, slot->FileMinorFaults) : null,
            ExecError = slot->ExecError != 0 ? ErrnoH.NameOf(slot->ExecError) : null,
            Survived = slot->ToldAt != 0 ? new SurvivalTrace(msAt(slot->ToldAt), (int)slot->ToldBy, slot->ShrankFor / 1e6) : null,
            Parent = slot->OldParent != 0 || slot->NewParent != 0 ? new ParentReport(Known(slot->OldParent), Known(slot->NewParent)) : null,
        };

        double? Time(long at) => at != 0 ? msAt(at) : null;
    }

    /// <summary>The sections of the program that a worker looked at; empty where none did.</summary>
    public static ImmutableArray<SectionReport> SectionsOf(Board board)
    {
        SectionTable* table = &board.Header->Sections;
        // Memory that a fault may have written over.
        int count = Math.Clamp(Volatile.Read(ref table->Count), 0, SectionTable.MostRows);
        var sections = ImmutableArray.CreateBuilder<SectionReport>(count);
        for (int at = 0; at < count; at++)
        {
            SectionRow row = table->Rows[at];
            int first = (int)Math.Clamp(row.FirstCell, 0, SectionTable.MostCells), cells = (int)Math.Clamp(row.Cells, 0, SectionTable.MostCells - first);
            sections.Add(new SectionReport(
                table->Worker, (row.Permissions & 4) != 0 ? ".text" : (row.Permissions & 2) != 0 ? "data" : "read-only",
                $"{((row.Permissions & 1) != 0 ? 'r' : '-')}{((row.Permissions & 2) != 0 ? 'w' : '-')}{((row.Permissions & 4) != 0 ? 'x' : '-')}", row.Pages,
                row.ChildShared, row.ChildPrivate, row.ParentShared >= 0 ? row.ParentShared : null, row.ParentShared >= 0 ? row.ParentPrivate : null,
                table->Frames != 0 ? row.Same : null)
            {
                Cells = new ReadOnlySpan<PageState>(table->Cells + first, cells).ToArray(),
            });
        }
        return sections.MoveToImmutable();
    }

    /// <summary>Notes that a worker that was alive got SIGKILL.</summary>
    /// <param name="slot">The worker's.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="stopped">Whether a signal had stopped it.</param>
    public static void NoteEnd(WorkerSlot* slot, EndedBy by, bool stopped)
    {
        // Whoever looks a second time finds one that is dying, and so no longer stopped.
        if (stopped)
            Volatile.Write(ref slot->FoundStopped, 1);
        Volatile.Write(ref slot->EndSent, (int)by + 1);
    }

    /// <summary>A count of the board that is kept with 1 more; <c>null</c> where nobody counted.</summary>
    internal static long? Counted(long oneMore) => oneMore != 0 ? oneMore - 1 : null;

    private static int? Known(int id) => id != 0 ? id : null;
}
