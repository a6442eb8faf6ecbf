namespace LiveShop.Local.Pages;

/// <summary>The folder <c>web</c> beside this project, where the pages are made.</summary>
internal sealed record WebFolder(string Path)
{
    private static readonly string[] Sources = ["index.html", "package-lock.json", "vite.config.ts", "public", "src"];

    public string Dist => System.IO.Path.Combine(Path, "dist");

    public string Index => System.IO.Path.Combine(Dist, "index.html");

    /// <param name="named">Where it is, when that is set; else it is looked for.</param>
    /// <returns>Null when this runs away from its sources.</returns>
    public static WebFolder? Find(string? named)
    {
        if (!string.IsNullOrEmpty(named))
            return new WebFolder(System.IO.Path.GetFullPath(named));

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var web = System.IO.Path.Combine(folder.FullName, "web");
            if (File.Exists(System.IO.Path.Combine(web, "package.json")))
                return new WebFolder(web);
        }

        return null;
    }

    public bool IsMissingOrStale() => !File.Exists(Index) || File.GetLastWriteTimeUtc(Index) < Sources.Max(Changed);

    private DateTime Changed(string source)
    {
        var path = System.IO.Path.Combine(Path, source);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max()
            : File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
    }
}
