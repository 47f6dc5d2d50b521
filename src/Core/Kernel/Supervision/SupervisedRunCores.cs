using Sandbox.Core.Kernel.Files;

namespace Sandbox.Core.Kernel.Supervision;

// The core files of a run whose host was killed: otherwise the host removes them itself.
internal sealed partial class SupervisedRun
{
    private int _coreWatcher;
    private string? _coreFolder;

    /// <summary>Waits for who removes the cores of a host that was killed; where that one was killed too, they are removed here.</summary>
    private void RemoveCores()
    {
        if (_coreWatcher == 0)
            return;
        HostChannel.WaitFor(_coreWatcher);
        _coreWatcher = 0;
        WorkFolder.Remove(_coreFolder!);
    }
}
