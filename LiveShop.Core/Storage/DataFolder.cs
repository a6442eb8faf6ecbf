namespace LiveShop.Core.Storage;

/// <summary>The data folder, locked for this process until it is disposed of or the process ends.</summary>
public sealed class DataFolder : IDisposable
{
    private const string LockFileName = "liveshop.lock";

    private readonly FileStream lockFile;

    private DataFolder(string path, FileStream lockFile)
    {
        this.lockFile = lockFile;
        DataFile = Path.Combine(path, "liveshop.db");
    }

    /// <summary>The path of SQLite's data file.</summary>
    public string DataFile { get; }

    /// <summary>Locks the folder, and creates it when it is missing.</summary>
    /// <exception cref="DataFolderException">
    /// The name is empty, the folder cannot be created or written, or another process has locked it.
    /// </exception>
    public static DataFolder Claim(string directory)
    {
        if (string.IsNullOrWhiteSpace(directory))
            throw new DataFolderException("The data folder has no name: name one, or leave the setting out.");

        var path = Path.GetFullPath(directory);
        try
        {
            CreatePrivate(path);
            return new DataFolder(path,
                new FileStream(Path.Combine(path, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new DataFolderException(
                $"The data folder {path} is in use by another LiveShop: stop that one, or name another folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => lockFile.Dispose();

    /// <summary>
    /// Creates the data file when it is missing, readable by this user only, because the folder may be readable by others.
    /// </summary>
    /// <exception cref="DataFolderException">The file cannot be created.</exception>
    public void EnsureDataFile()
    {
        try
        {
            if (!Path.Exists(DataFile))
                NewPrivateFile(DataFile).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"{DataFile} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Creates a folder that only this user can open, when it is missing.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Creates or replaces a file that only this user can read.</summary>
    public static FileStream NewPrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    // EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION of Windows, for which .NET has no exception type.
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
