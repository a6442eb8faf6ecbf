using System.Net;
using LiveShop.Tests.Functions;
using Xunit.Abstractions;

namespace LiveShop.Tests.Media;

/// <summary>Damaged pictures are refused or converted, whatever is wrong with them.</summary>
[Collection(ApiCollection.Name)]
public sealed class PictureFuzzTests(Api api, ITestOutputHelper output)
{
    private const int FilesOfEachFormat = 40;

    [Fact]
    public async Task A_picture_that_was_cut_off_or_changed_anywhere_is_refused_or_converted()
    {
        var seed = TestSeed.Next();
        output.WriteLine($"LIVESHOP_TEST_SEED={seed}");
        var random = new Random(seed);
        var refused = 0;

        foreach (var (format, file) in Pictures.OfEachFormat.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            for (var n = 0; n < FilesOfEachFormat; n++)
            {
                using var answer = await api.Admin.PostAsync("/api/media", new ByteArrayContent(Damaged(file, random)));
                Assert.True(
                    answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest,
                    $"{format} answered {(int)answer.StatusCode}");
                refused += answer.StatusCode == HttpStatusCode.BadRequest ? 1 : 0;
            }
        }

        Assert.NotEqual(0, refused);
        await api.Admin.PostAsync("/api/media", new ByteArrayContent(Pictures.Jpeg())).IsAsync(HttpStatusCode.Created);
    }

    private static byte[] Damaged(byte[] file, Random random)
    {
        var copy = file[..(random.Next(3) == 0 ? random.Next(file.Length) : file.Length)];
        for (var flips = random.Next(1, 8); flips > 0 && copy.Length > 0; flips--)
            copy[random.Next(random.Next(2) == 0 ? Math.Min(64, copy.Length) : copy.Length)] = (byte)random.Next(256);
        return copy;
    }
}
