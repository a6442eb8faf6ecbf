using LiveShop.Core.Storage;

namespace LiveShop.Local.Hosting;

/// <summary>Files of the data folder that only this user can read.</summary>
internal static class PrivateFile
{
    /// <summary>Writes the file atomically: after a crash it is complete or does not exist.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        DataFolder.CreatePrivate(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        using (var file = DataFolder.NewPrivateFile(temporary))
            file.Write(content);
        File.Move(temporary, path, overwrite: true);
    }
}
