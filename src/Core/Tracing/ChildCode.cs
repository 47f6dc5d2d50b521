using Sandbox.Core.Headers;

namespace Sandbox.Core.Tracing;

/// <summary>waitid(2) tells of a child in two numbers, si_code and si_status; waitpid(2) makes one of them.</summary>
public static class ChildCode
{
    /// <summary>Both as the status that waitpid(2) would have stored; <c>null</c> for a code that is none of a child.</summary>
    public static int? Raw(int code, int status) => code switch
    {
        SignalH.CLD_EXITED => (status & 0xff) << 8,
        SignalH.CLD_KILLED => status & 0x7f,
        SignalH.CLD_DUMPED => (status & 0x7f) | 0x80,
        SignalH.CLD_STOPPED or SignalH.CLD_TRAPPED => ((status & 0xff) << 8) | 0x7f,
        SignalH.CLD_CONTINUED => 0xffff,
        _ => null,
    };
}
