namespace Sandbox.Core.Models;

internal unsafe struct WorkerJob
{
}
