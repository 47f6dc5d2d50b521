using System.Collections.Immutable;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>The other machines of a run's ranks: whether they are there, and what stands on the boards of the ranks there, brought onto the run's own.</summary>
internal sealed unsafe class RankMachines(HostRun run)
{
    private readonly ImmutableArray<RankHost> _plan = RankHosts.Plan(run.Spec.Hosts, run.Spec.Workers);

    /// <summary>By the place in the plan: what to add to a time there to have it here, the least that was seen, which is that of the quickest message.</summary>
    private readonly long[] _ahead = new long[RankHosts.Most];

    private readonly bool[] _heard = new bool[RankHosts.Most], _left = new bool[RankHosts.Most];

    /// <summary>The place in the plan of who sent a report; -1 for this machine, and for names that are not in the plan.</summary>
    public int PlaceOf(in RankReport report)
    {
        string? name = report.HostName;
        for (int place = 0; name is not null && place < _plan.Length; place++)
        {
            if (_plan[place].Name == name)
                return place;
        }
        return -1;
    }

    /// <summary>Whether a rank is on a machine of which nothing more will be heard.</summary>
    public bool IsLost(int rank) => RankHosts.Of(_plan, rank) is >= 0 and var place && _left[place];

    /// <summary>Takes what a guard or a relay tells of its machine.</summary>
    public void Take(int place, in RankReport report)
    {
        Learn(place, report);
        RankHostNews news = report.Kind switch
        {
            RankReportKind.HostJoined => RankHostNews.Joined,
            RankReportKind.DaemonEnded => RankHostNews.DaemonEnded,
            _ => RankHostNews.Left,
        };
        _left[place] |= news == RankHostNews.Left;
        run.Tell(new HostEvent
        {
            Kind = HostEventKind.RankHost,
            Worker = -1,
            Target = place,
            Options = (int)news,
            Value = news == RankHostNews.Joined ? report.Reaper : report.Pid,
            Status = report.Status,
            HasStatus = news == RankHostNews.Joined ? 0 : 1,
        });
    }

    /// <summary>Learns from a message how the clock of its machine goes.</summary>
    public void Learn(int place, in RankReport report)
    {
        if (place < 0)
            return;
        _ahead[place] = _heard[place] ? Math.Min(_ahead[place], Clock.Now - report.Now) : Clock.Now - report.Now;
        _heard[place] = true;
    }

    /// <summary>A time of another machine as one of this; 0 stays 0, and a time of this machine what it is.</summary>
    public long Here(int place, long at) => place < 0 || at == 0 ? at : at + _ahead[place];

    /// <summary>Brings what stands in a rank's slot there into its slot here.</summary>
    public void Copy(int place, in RankReport report)
    {
        if (place < 0)
            return;
        WorkerSlot* slot = run.Job(report.Rank)->Slot;
        fixed (byte* there = report.Slot)
        {
            WorkerSlot slotThere = *(WorkerSlot*)there;
            if (slotThere.Pid == 0)
                return;
            // What is no process of this machine must not be taken for one: nobody here may look at its pid, or send it something.
            (slotThere.FarPid, slotThere.Pid, slotThere.Group, slotThere.Reaper, slotThere.Front) = (report.Pid, 0, 0, 0, 0);
            (slotThere.EndSent, slotThere.FoundStopped, slotThere.SignalSent) = (slot->EndSent, slot->FoundStopped, slot->SignalSent);
            (slotThere.StartedAt, slotThere.FaultAt, slotThere.EndedAt) = (Here(place, slotThere.StartedAt), Here(place, slotThere.FaultAt), Here(place, slotThere.EndedAt));
            (slotThere.PagesAt, slotThere.AddingFrom, slotThere.AddedAt) = (Here(place, slotThere.PagesAt), Here(place, slotThere.AddingFrom), Here(place, slotThere.AddedAt));
            slotThere.ReapedAt = slot->ReapedAt;
            *slot = slotThere;
        }
        BoardHeader* header = run.Board.Header;
        run.Board.Results[report.Rank] = report.Result;
        if (report.Ulfm != 0)
            header->HasUlfm = report.Ulfm;
        if (report.HasReduced == 0)
            return;
        header->ReducedSum = report.Reduced;
        Volatile.Write(ref header->HasReduced, 1);
    }
}
