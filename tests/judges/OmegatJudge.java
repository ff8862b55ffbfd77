import java.io.File;
import java.io.PrintStream;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.Language;

/**
 * Prints what OmegaT's own readers find in glossaries, chosen by the suffix as OmegaT does: one line a row of its glossary
 * pane, with the cells source, target and comment divided by tabs. Arguments: source language, target language and file, as
 * often as wanted; a line "==" opens each reading.
 *
 * OmegaT asks the open project for its languages, so a project that is not loaded answers with ours.
 */
public class OmegatJudge {
    private static final class Languages extends ProjectProperties {
        private final String source;
        private final String target;

        Languages(String source, String target) throws Exception {
            super(new File("no-project"));
            this.source = source;
            this.target = target;
        }

        // The super constructor asks before the fields are set.
        @Override
        public Language getSourceLanguage() {
            return new Language(source == null ? "en" : source);
        }

        @Override
        public Language getTargetLanguage() {
            return new Language(target == null ? "ru" : target);
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (int i = 0; i < args.length; i += 3) {
            final ProjectProperties languages = new Languages(args[i], args[i + 1]);
            Core.setProject(new NotLoadedProject() {
                @Override
                public ProjectProperties getProjectProperties() {
                    return languages;
                }
            });
            out.println("==");
            List<GlossaryEntry> rows = read(new File(args[i + 2]));
            for (GlossaryEntry row : rows) {
                out.println(cell(row.getSrcText()) + "\t" + cell(row.getLocText()) + "\t" + cell(row.getCommentText()));
            }
        }
    }

    private static List<GlossaryEntry> read(File glossary) throws Exception {
        if (glossary.getName().endsWith(".tbx")) {
            return GlossaryReaderTBX.read(glossary, false);
        }
        return GlossaryReaderTSV.read(glossary, false);
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n");
    }
}
