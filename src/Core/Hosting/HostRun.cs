namespace Sandbox.Core.Hosting;

internal sealed class HostRun
{
}

internal sealed class WaitRoom
{
}
