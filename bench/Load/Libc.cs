using System.Runtime.InteropServices;

namespace LiveShop.Bench.Load;

/// <summary>The system calls of the load generator: one per message and no allocation.</summary>
internal static partial class Libc
{
    public const int EpollIn = 0x1;
    public const int EpollOut = 0x4;
    public const int EpollAdd = 1;
    public const int EpollModify = 3;
    public const int TryAgain = 11;
    public const int InProgress = 115;
    public const int NoSignal = 0x4000;

    private const string Library = "libc";
    private const int Internet = 2;
    private const int StreamNonBlocking = 1 | 0x800;
    private const int NoFile = 7;

    public static unsafe int ConnectTo(int port)
    {
        var socket = Socket(Internet, StreamNonBlocking, 0);
        if (socket < 0)
            throw new IOException($"No socket: error {Marshal.GetLastPInvokeError()}. More open files may be needed (ulimit -n).");

        ReadOnlySpan<byte> address = [Internet, 0, (byte)(port >> 8), (byte)port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        fixed (byte* pointer = address)
        {
            if (Connect(socket, pointer, address.Length) != 0 && Marshal.GetLastPInvokeError() != InProgress)
                throw new IOException($"No connection: error {Marshal.GetLastPInvokeError()}");
        }

        var on = 1;
        _ = SetOption(socket, 6, 1, &on, sizeof(int));
        return socket;
    }

    /// <summary>Raises the limit of open files of this process and its children as far as permitted.</summary>
    public static unsafe ulong AllowFiles(ulong wanted)
    {
        var limits = stackalloc ulong[2];
        _ = GetLimit(NoFile, limits);
        var hard = limits[1];
        (limits[0], limits[1]) = (wanted, Math.Max(wanted, hard));
        if (SetLimit(NoFile, limits) == 0)
            return wanted;

        (limits[0], limits[1]) = (Math.Min(wanted, hard), hard);
        _ = SetLimit(NoFile, limits);
        return limits[0];
    }

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static unsafe partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static unsafe partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "epoll_create1")]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl")]
    public static unsafe partial int EpollControl(int epoll, int operation, int file, byte* epollEvent);

    [LibraryImport(Library, EntryPoint = "epoll_wait")]
    public static unsafe partial int EpollWait(int epoll, byte* happenings, int max, int milliseconds);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    private static unsafe partial int Connect(int socket, byte* address, int length);

    [LibraryImport(Library, EntryPoint = "setsockopt")]
    private static unsafe partial int SetOption(int socket, int level, int name, int* value, int length);

    [LibraryImport(Library, EntryPoint = "getrlimit")]
    private static unsafe partial int GetLimit(int resource, ulong* limits);

    [LibraryImport(Library, EntryPoint = "setrlimit")]
    private static unsafe partial int SetLimit(int resource, ulong* limits);
}
