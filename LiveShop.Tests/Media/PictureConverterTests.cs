using LiveShop.Core.Results;
using LiveShop.Functions.Http;
using LiveShop.Functions.Media;
using NetVips;

namespace LiveShop.Tests.Media;

public sealed class PictureConverterTests : IDisposable
{
    private readonly PictureConverter converter = new();

    public static TheoryData<string> Formats => [.. Pictures.OfEachFormat.Keys];

    public void Dispose() => converter.Dispose();

    [Theory, MemberData(nameof(Formats))]
    public async Task A_picture_of_each_format_becomes_a_WebP_of_the_same_size(string format)
    {
        using var picture = await ConvertAsync(Pictures.OfEachFormat[format]);

        Assert.Equal((40, 30, "webpload_buffer"), (picture.Width, picture.Height, picture.Get("vips-loader")));
        Assert.Equal(format.Contains("transparency", StringComparison.Ordinal), picture.HasAlpha());
    }

    [Fact]
    public async Task Nothing_but_pixels_is_left_of_a_cameras_picture()
    {
        var file = Pictures.FromACamera();
        Assert.All(
            [Pictures.Device, Pictures.Comment],
            text => Assert.NotEqual(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text))));

        var result = (await converter.ConvertAsync(file, default)).Value!;

        Assert.All(
            [Pictures.Device, Pictures.Comment, "EXIF", "XMP ", "ICCP"],
            text => Assert.Equal(-1, result.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text))));
        using var picture = Pictures.Read(result);
        Assert.DoesNotContain(
            picture.GetFields(),
            field => field.StartsWith("exif", StringComparison.Ordinal) || field.EndsWith("-data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_lies_on_its_side_is_turned_upright()
    {
        using var picture = await ConvertAsync(Pictures.FromACamera());

        Assert.Equal((30, 40), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task A_wide_gamut_picture_keeps_its_colours_in_sRGB()
    {
        using var red = Pictures.Plain(40, 30, 200, 40, 40);
        using var wide = red.IccTransform("p3", inputProfile: "srgb");

        using var picture = await ConvertAsync(wide.PngsaveBuffer(keep: Enums.ForeignKeep.Icc));

        Assert.All(picture[20, 15].Zip([200.0, 40, 40]), channel => Assert.InRange(channel.First, channel.Second - 6, channel.Second + 6));
    }

    [Theory, InlineData(3200, 1600, 1600, 800), InlineData(1000, 4000, 400, 1600), InlineData(1600, 1200, 1600, 1200)]
    public async Task The_longest_side_of_a_picture_becomes_at_most_1600_pixels(int width, int height, int toWidth, int toHeight)
    {
        using var picture = await ConvertAsync(Pictures.Jpeg(width, height));

        Assert.Equal((toWidth, toHeight), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task The_first_frame_of_an_animation_is_kept()
    {
        using var picture = await ConvertAsync(Pictures.Animated());

        Assert.Equal((20, 20), (picture.Width, picture.Height));
        Assert.InRange(picture[10, 10][0], 240, 255);
        Assert.InRange(picture[10, 10][2], 0, 15);
    }

    [Fact]
    public async Task The_same_picture_is_converted_to_the_same_bytes()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => converter.ConvertAsync(Pictures.Jpeg(), default)));

        Assert.All(results, result => Assert.Equal(results[0].Value, result.Value));
    }

    [Fact]
    public async Task A_picture_of_100_megapixels_is_refused_from_its_header()
    {
        foreach (var bomb in new[] { Pictures.PngBomb(), Pictures.JpegBomb(), Pictures.AvifBomb() })
            Assert.Equal("Must not have more than 25 megapixels.", await RefusalAsync(bomb));
    }

    [Fact]
    public async Task A_JPEG_with_thousands_of_scans_is_refused() =>
        Assert.Equal("Must not have that many scans.", await RefusalAsync(Pictures.JpegWithManyScans()));

    [Theory]
    [InlineData(""), InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), InlineData("GIF89a\u0001\0\u0001\0")]
    [InlineData("%PDF-1.7"), InlineData("\0\0\0\u0018ftypheic")]
    public async Task A_file_of_another_kind_is_refused(string file) =>
        Assert.Equal("Must be a JPEG, PNG, WebP or AVIF picture.", await RefusalAsync(System.Text.Encoding.Latin1.GetBytes(file)));

    [Theory, MemberData(nameof(Formats))]
    public async Task A_picture_that_was_cut_off_is_refused(string format)
    {
        var file = Pictures.OfEachFormat[format];

        Assert.StartsWith("Cannot be read", await RefusalAsync(file[..(file.Length / 2)]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_conversions_wait_for_their_turn()
    {
        var file = Pictures.Jpeg(1000, 1000);

        var all = Enumerable.Range(0, 40).Select(_ => converter.ConvertAsync(file, default)).ToList();
        var outcomes = await Task.WhenAll(all.Select(async conversion => await Record.ExceptionAsync(() => conversion)));

        Assert.InRange(outcomes.Count(outcome => outcome is null), 18, 39);
        Assert.All(outcomes.OfType<Exception>(), refused => Assert.Equal(503, Assert.IsType<ProblemException>(refused).Status));
    }

    private async Task<Image> ConvertAsync(byte[] file)
    {
        var result = await converter.ConvertAsync(file, default);
        Assert.True(result.IsAccepted, $"{result.Refusal}");
        return Pictures.Read(result.Value);
    }

    private async Task<string> RefusalAsync(byte[] file)
    {
        var refusal = Assert.IsType<Refusal.Invalid>((await converter.ConvertAsync(file, default)).Refusal);
        return Assert.Single(Assert.Single(refusal.Errors).Value);
    }
}
