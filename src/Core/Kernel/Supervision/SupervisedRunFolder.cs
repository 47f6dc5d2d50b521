using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Programs;

namespace Sandbox.Core.Kernel.Supervision;

// What a host that was killed leaves behind: a folder, and processes that are not of its group. Otherwise the host removes and ends them itself.
internal sealed partial class SupervisedRun
{
    private int _folderWatcher;
    private string? _folder;
    private MpiInstallation? _launcher;

    /// <summary>Notes for the host which mpirun there is, where the run takes one.</summary>
    private unsafe void NoteLauncher(Board board)
    {
        if (!_model.UsesLauncher)
            return;
        if (_stepped && Spec.Hosts is not null)
            throw new MachineRefusedException("ranks on several hosts cannot be stepped: the gates that they would wait at are memory of this machine; leave --step or --hosts out");
        _launcher = MpiInstallation.Find(HostProgram.Variables);
        board.Header->LauncherMajor = _launcher.Major;
    }

    /// <summary>Waits for who removes the folder of a host that was killed; where that one was killed too, it is removed here.</summary>
    private void RemoveFolder()
    {
        if (_folderWatcher == 0)
            return;
        HostChannel.WaitFor(_folderWatcher);
        _folderWatcher = 0;
        WorkFolder.Remove(_folder!);
    }

    /// <summary>Ends what others than the host have started for a run, and waits for what of it has come to this process.</summary>
    private unsafe void EndStrays(Board board, HostChannel host)
    {
        if (!_model.RunsProgram && !_model.UsesLauncher)
            return;
        ProgramStrays.End(host.Pid);
        for (int index = 0; index < WorkerCount && _model.UsesLauncher; index++)
            RankStrays.Take(board.Slots + index);
    }
}
