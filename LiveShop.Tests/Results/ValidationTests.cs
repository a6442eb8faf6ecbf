using LiveShop.Core.Results;

namespace LiveShop.Tests.Results;

public class ValidationTests
{
    [Theory]
    [InlineData("Mug")]
    [InlineData("two\nlines\r\n\tand a tab")]
    [InlineData("Größe, 杯子, كوب, ספל")]
    [InlineData("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم")]
    [InlineData("mark\u200F and isolate \u2067ספל\u2069")]
    [InlineData("😀")]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("<script>alert(1)</script>")]
    public void Text_of_any_script_is_accepted_unchanged(string text) => Assert.Empty(ErrorsOf(text));

    [Theory]
    [InlineData("\u0000")]
    [InlineData("a\u001Bb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public void Control_characters_are_refused(string text) => Assert.NotEmpty(ErrorsOf(text));

    [Fact]
    public void Unpaired_surrogate_is_refused()
    {
        foreach (var text in new[] { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "😀\uD83D", "\uD83D\uD83D\uDE00" })
            Assert.Equal(["Must be well-formed Unicode."], ErrorsOf(text));
    }

    [Theory]
    [InlineData("\u202A")]
    [InlineData("\u202D")]
    [InlineData("gum \u202Etxet")]
    public void Bidirectional_override_characters_are_refused(string text) => Assert.NotEmpty(ErrorsOf(text));

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Text_over_the_maximum_length_is_refused(int length, bool accepted) =>
        Assert.Equal(accepted, ErrorsOf(new('a', length)).Length == 0);

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0\u3000\n")]
    [InlineData("\u200B\u200D\u2060\uFEFF")]
    [InlineData("\u2800")]
    [InlineData("\u115F\u1160\u3164\uFFA0")]
    [InlineData("\u0301\u20DD\uFE0F")]
    [InlineData("\u034F\u17B4\u180B\u2065\uFFF0\U000E0100\U000E0FFF")]
    public void Invisible_text_counts_as_omitted_and_is_accepted_only_where_optional(string text)
    {
        Assert.Equal(["Must not be empty."], ErrorsOf(text));
        Assert.Empty(Errors(new Validation().Text(text, "field", 20, required: false)));
    }

    [Fact]
    public void Missing_text_is_accepted_only_where_optional()
    {
        Assert.Equal(["Must not be empty."], Errors(new Validation().Text(null, "field", 20, required: true)));
        Assert.Empty(Errors(new Validation().Text(null, "field", 20, required: false)));
    }

    [Theory]
    [InlineData("https://video.example/live.m3u8")]
    [InlineData("http://localhost:8080/a?b=c#d")]
    [InlineData("HTTPS://VIDEO.EXAMPLE/")]
    [InlineData("https://bücher.example/größe.png")]
    [InlineData("https://[2001:db8::1]/a")]
    [InlineData("/pictures/mug.svg")]
    [InlineData("/")]
    public void Absolute_http_URL_or_absolute_path_is_accepted(string url) => Assert.Empty(UrlErrorsOf(url));

    [Theory]
    [InlineData("")]
    [InlineData("mug.svg")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://files.example/x")]
    [InlineData("blob:https://video.example/x")]
    [InlineData("//elsewhere.example/x")]
    [InlineData("/\\elsewhere.example/x")]
    [InlineData("\\\\elsewhere.example\\x")]
    [InlineData("https:\\\\elsewhere.example")]
    [InlineData("https:video.example")]
    [InlineData("https://")]
    [InlineData("https://video.example:99999/")]
    [InlineData("https://user:secret@video.example/")]
    [InlineData("https://shop.example@elsewhere.example/")]
    [InlineData(" https://video.example/")]
    [InlineData("https://video.example/a b")]
    [InlineData("https://video.example/\n")]
    [InlineData("/a\tb")]
    [InlineData("https://video.example/\u202Egpj")]
    [InlineData("https://video\u200B.example/")]
    [InlineData("/\u2066x")]
    public void Other_URL_forms_are_refused(string url) => Assert.NotEmpty(UrlErrorsOf(url));

    [Fact]
    public void URL_with_an_unpaired_surrogate_is_refused()
    {
        Assert.NotEmpty(UrlErrorsOf("https://video.example/\uD83D"));
        Assert.NotEmpty(UrlErrorsOf("/\uDE00"));
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void URL_over_the_maximum_length_is_refused(int length, bool accepted) =>
        Assert.Equal(accepted, UrlErrorsOf("/" + new string('a', length - 1)).Length == 0);

    [Fact]
    public void Validation_errors_are_grouped_by_field()
    {
        var validation = new Validation().Id("A", "id").Text("a\u202E\u0000", "name", 1, required: true).Range(5, "stock", 0, 4);

        Assert.True(validation.Failed(out var refusal));
        var errors = Assert.IsType<Refusal.Invalid>(refusal).Errors;
        Assert.Equal(["id", "name", "stock"], errors.Keys.Order());
        Assert.Equal(3, errors["name"].Length);
    }

    [Fact]
    public void Validation_without_errors_succeeds()
    {
        Assert.False(new Validation().Id("a", "id").Range(4, "stock", 0, 4).Url(null, "url").Failed(out var refusal));
        Assert.Null(refusal);
    }

    private static string[] ErrorsOf(string text) => Errors(new Validation().Text(text, "field", 50, required: true));

    private static string[] UrlErrorsOf(string url) => Errors(new Validation().Url(url, "field"));

    private static string[] Errors(Validation validation) =>
        validation.Failed(out var refusal) ? Assert.IsType<Refusal.Invalid>(refusal).Errors["field"] : [];
}
