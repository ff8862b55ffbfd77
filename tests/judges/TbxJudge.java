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
 * Prints what OmegaT's own reader finds in a glossary, TBX or (.utf8) with tabs: one line a row of its glossary pane, with the cells
 * source, target and comment divided by tabs. Arguments: source language, target language, then pairs of these
 * for as many readings as wanted, and the file last; a line "== source target" opens each reading.
 *
 * OmegaT asks the open project for its languages, so a project that is not loaded answers with ours.
 */
public class TbxJudge {
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
        File glossary = new File(args[args.length - 1]);
        for (int i = 0; i + 2 < args.length; i += 2) {
            final ProjectProperties languages = new Languages(args[i], args[i + 1]);
            Core.setProject(new NotLoadedProject() {
                @Override
                public ProjectProperties getProjectProperties() {
                    return languages;
                }
            });
            out.println("== " + args[i] + " " + args[i + 1]);
            boolean tbx = glossary.getName().endsWith(".tbx");
            List<GlossaryEntry> rows = tbx ? GlossaryReaderTBX.read(glossary, false) : GlossaryReaderTSV.read(glossary, false);
            for (GlossaryEntry row : rows) {
                out.println(cell(row.getSrcText()) + "\t" + cell(row.getLocText()) + "\t" + cell(row.getCommentText()));
            }
        }
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n");
    }
}
